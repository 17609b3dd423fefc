// A record as the file has it, before the rules judge it.

import type { Fault } from '../../../shared/feishu/rules/fault.ts';
import type { JsonObject } from '../../../shared/values/json.ts';

export interface ReadRecord {
  /** The numbers of its rows, at least one, as the person's program counts them. */
  readonly rows: readonly number[];
  /** Undefined where the rows do not make a record. */
  readonly record: JsonObject | undefined;
  /** The bytes of the record as JSON, where the file has it in one line and has nothing else there; else absent. */
  readonly json?: Buffer | undefined;
  /** The file's own cells or text, where the record does not say all of it. */
  readonly raw: readonly (readonly string[] | string)[] | undefined;
  /** What is found wrong in reading, before the rules judge the record. */
  readonly faults: readonly Fault[];
  /**
   * Rewrites a fault that the rules find, so that it names the column and row that a person sees in the table. Absent where
   * there is no table.
   */
  readonly where?: (fault: Fault) => Fault;
}
