// Logs every call but those of the control endpoints: when it arrived, of which app, and how it was answered. A test reads
// the log.

import type { AnyApi } from '../endpoints.ts';

export interface LoggedCall {
  readonly n: number;
  /** Epoch milliseconds with a fraction, taken before any other work on the call. */
  readonly arrived_ms: number;
  readonly api: AnyApi | null;
  readonly path: string;
  app_id: string | null;
  readonly log_id: string;
  /** HTTP status of the answer. Null: the call is not answered yet, or never will be. */
  status: number | null;
  code: number | null;
  records: number;
  fault: string | null;
  answered_ms: number | null;
}

export interface CallFilter {
  readonly api?: string | undefined;
  readonly app_id?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

export interface CallLog {
  open(call: Pick<LoggedCall, 'arrived_ms' | 'api' | 'path' | 'log_id'>): LoggedCall;
  read(filter: CallFilter): Iterable<LoggedCall>;
  readonly total: number;
  reset(): void;
}

export function createCallLog(): CallLog {
  let calls: LoggedCall[] = [];
  return {
    open(call) {
      const opened = {
        n: calls.length + 1,
        ...call,
        app_id: null,
        status: null,
        code: null,
        records: 0,
        fault: null,
        answered_ms: null,
      };
      calls.push(opened);
      return opened;
    },
    *read({ api, app_id, after, limit }) {
      let left = limit;
      for (const call of calls.slice(after)) {
        if (api !== undefined && call.api !== api) continue;
        if (app_id !== undefined && call.app_id !== app_id) continue;
        if (left-- <= 0) return;
        yield call;
      }
    },
    get total() {
      return calls.length;
    },
    reset() {
      calls = [];
    },
  };
}
