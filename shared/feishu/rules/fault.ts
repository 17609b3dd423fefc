// What a rule says of a record: Feishu's own code, the field, and a sentence for the person who has to correct it.

import type { JsonObject } from '../../values/json.ts';

export interface Fault {
  readonly code: number;
  /** As the header of a CSV file names it: details.1.issuance_amount is the first detail's. */
  readonly field: string;
  /** May quote pay data: it belongs into the report, never into a log. */
  readonly message: string;
}

/** A rule answers for any JSON object, however bent, and stays silent where a field is not what it needs. */
export type Rule = (record: JsonObject) => readonly Fault[];

/** Stands for whatever has no code of its own: https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create */
export const badParameter = 2290001;
