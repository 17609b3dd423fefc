// The shape in which the API's pages are typed here, by hand and from the pages alone. The table of operations and the
// sandbox are compared with this data, so it must never be derived from either.

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

export interface DocumentedField {
  /** Like 'user_id', 'details', 'details[].issuance_amount' or 'issuance_detail_text.zh_cn'. */
  path: string;
  type: 'string' | 'int' | 'boolean' | 'object' | 'object[]' | 'string[]';
  /** The page's "必填" column. Tables of answers have no such column; there it is false. */
  required: boolean;
  /** Upper end of the stated length range, in characters. Undefined: none is stated. */
  maxChars?: number;
  /** Upper end of the stated length range, in entries. Undefined: none is stated. */
  maxItems?: number;
  range?: readonly [number, number];
  values?: readonly (string | number)[];
  /** The field permission without which the app does not see this field (user_id_type: if its value is user_id). */
  scope?: string;
  /** `explorer`: only the machine copy of the API Explorer has this field, and the operation's page has not. */
  source?: 'explorer';
}

export interface DocumentedCode {
  code: number;
  en: string;
  zh: string;
}

export interface DocumentedCallCode {
  httpStatus: number;
  code: number;
  en: string;
  /** The page's advice. Undefined: typed from the machine copy, which gives none. */
  zh?: string;
}

export interface DocumentedOperation {
  name: string;
  method: 'POST';
  path: string;
  pages: readonly string[];
  /** `explorer`: typed from the machine copy of the API Explorer, which states no lengths. */
  source: 'page' | 'explorer';
  scope: string;
  callsPerSecond: 10;
  /** Records in one call; for queries the largest page_size. */
  maxRecords: 500;
  query: readonly DocumentedField[];
  /** Create and update: one entry of `records`. Remove and query: the body itself. */
  body: readonly DocumentedField[];
  /** Create, update and remove: one entry of `operate_results`. Query: one entry of `records`. */
  answer: readonly DocumentedField[];
  /** Values of `operate_results[].code` besides 0, in the page's order. */
  codes: readonly DocumentedCode[];
  /** Values of the whole answer's `code`, besides 0. */
  callCodes: readonly DocumentedCallCode[];
  /** Whole request bodies, one from each version of the page. */
  sampleBodies: readonly JsonValue[];
  sampleAnswer?: JsonValue;
}
