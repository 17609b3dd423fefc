// The shape in which the API's pages are typed here, by hand and from the pages only: client and sandbox are
// held against this data, so it must never be derived from either.

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

export interface DocumentedField {
  /** 'user_id', 'details', 'details[].issuance_amount', 'issuance_detail_text.zh_cn' */
  path: string;
  type: 'string' | 'int' | 'boolean' | 'object' | 'object[]' | 'string[]';
  /** What the page's "必填" column says; the tables of answers have no such column, there it is false. */
  required: boolean;
  /** Upper end of the stated length range, in characters. */
  maxChars?: number;
  /** Upper end of the stated length range, in entries. */
  maxItems?: number;
  range?: readonly [number, number];
  values?: readonly (string | number)[];
  /** The field permission without which the app does not see it (user_id_type: when its value is user_id). */
  scope?: string;
  /** Only the machine copy of the API Explorer knows this field, the operation's page does not. */
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
  /** The page's advice; the machine copy gives none. */
  zh?: string;
}

export interface DocumentedOperation {
  name: string;
  method: 'POST';
  path: string;
  pages: readonly string[];
  /** 'explorer': typed from the machine copy of the API Explorer, which states no lengths. */
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
  /** What `operate_results[].code` can say besides 0, in the page's order. */
  codes: readonly DocumentedCode[];
  /** What the `code` of the whole answer can say besides 0. */
  callCodes: readonly DocumentedCallCode[];
  /** Whole request bodies, one from each version of the page. */
  sampleBodies: readonly JsonValue[];
  sampleAnswer?: JsonValue;
}
