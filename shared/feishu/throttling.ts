// Gives up on "too many calls" where another program uses up all that Feishu allows the app. Without this a call would wait until its
// deadline and its batch come back at once, for ever, without a reason. Feishu limits each API, so refusals are counted by API
// over all calls of the process.

/**
 * Three refusals in a row come from clocks and the network. Where another program takes every other slot, ten in a row meet one
 * call in a thousand, which then goes back to its queue. A refusal costs a lane a second and a turn: ten take half a minute with 8
 * lanes, and less than a minute with 20.
 */
const mostInARow = 10;
/** Feishu's limit is per second. A longer wait would use up the time of the invocation. */
const longestWaitMs = 60_000;

export interface Throttling {
  /** True where the throttled call should be given up. */
  isHopeless(api: string, startedMs: number, resetMs: number | undefined): boolean;
  /** Call it when a call of the API has ended in another way. */
  forget(api: string): void;
}

interface Row {
  inARow: number;
  lastMs: number;
}

export function createThrottling(now: () => number): Throttling {
  const rows = new Map<string, Row>();
  return {
    isHopeless(api, startedMs, resetMs = 0) {
      const row = rows.get(api) ?? { inARow: 0, lastMs: -Infinity };
      rows.set(api, row);
      // Calls that were in flight together meet the same second, so they count once.
      if (startedMs >= row.lastMs) Object.assign(row, { inARow: row.inARow + 1, lastMs: now() });
      return row.inARow >= mostInARow || resetMs > longestWaitMs;
    },
    forget: (api) => void rows.delete(api),
  };
}
