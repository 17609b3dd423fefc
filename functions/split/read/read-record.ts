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
   * Names the columns, cells and rows that a person sees, in the faults that the rules find, and adds faults of cells that no
   * rule finds. Absent where there is no table.
   */
  readonly inFile?: (judged: readonly Fault[]) => readonly Fault[];
}
