// A record as the file has it, before anybody has judged it.

import type { Fault } from '../../../shared/feishu/rules/fault.ts';
import type { JsonObject } from '../../../shared/values/json.ts';

export interface ReadRecord {
  /** At least one. */
  readonly rows: readonly number[];
  /** Undefined where the rows do not make one. */
  readonly record: JsonObject | undefined;
  /** The record as JSON, where the file has it in one line. */
  readonly json?: Buffer | undefined;
  readonly raw: readonly (readonly string[] | string)[] | undefined;
  /** What is wrong with the rows themselves. */
  readonly faults: readonly Fault[];
  /** A fault of the record, as whoever looks at the file finds it. */
  readonly where?: (fault: Fault) => Fault;
}
