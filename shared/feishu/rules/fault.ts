// A fault of a record (one thing that a rule finds wrong): Feishu's own code, the field, and a sentence for the person who has to
// correct it.

import type { JsonObject } from '../../values/json.ts';
import type { Say } from '../../words/say.ts';

export interface Fault {
  readonly code: number;
  /** Named as in the header of a CSV file: details.1.issuance_amount is the first detail's. Empty for a whole record. */
  readonly field: string;
  /** May quote pay data: it belongs into the report, never into a log. */
  readonly message: Say;
}

/** A rule takes any JSON object. It finds no fault if a field is not of the kind that it needs: the schema tells that. */
export type Rule = (record: JsonObject) => readonly Fault[];

/**
 * The code of faults that have none of their own:
 * https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create
 */
export const badParameter = 2290001;
