// A record as the file has it, before the rules judge it.

import type { Fault } from '../../../shared/feishu/rules/fault.ts';
import type { JsonObject } from '../../../shared/values/json.ts';

export interface ReadRecord {
  /** At least one, as the person's program counts them. */
  readonly rows: readonly number[];
  /** Undefined where the rows do not make a record. */
  readonly record: JsonObject | undefined;
  /** The record as JSON, where the file has it in one line; else absent. */
  readonly json?: Buffer | undefined;
  /** The file's own cells or text, where the record does not say all of it. */
  readonly raw: readonly (readonly string[] | string)[] | undefined;
  /** What is wrong with the rows themselves. */
  readonly faults: readonly Fault[];
  /** Gives a fault of the record the column and row that a person sees in the file. */
  readonly where?: (fault: Fault) => Fault;
}
