// Feishu says "too many calls" to every call, because another program uses up what it allows the app. A call that waits
// for that to end is over with its deadline, and its batch would come back at once, for ever, without a reason. Feishu
// limits each API, so the refusals are counted by API, over all calls of the process.

/**
 * Three in a row come from clocks and the network. Ten in a row meet one call in a thousand where another program takes
 * every other slot, and that call only goes back to its queue. A refusal costs a lane a second and a turn: ten of them take
 * half a minute with 8 lanes, and less than a minute with 20.
 */
const mostInARow = 10;
/** The limit is one of a second. To wait for longer than a minute would use up the time of the invocation. */
const longestWaitMs = 60_000;

export interface Throttling {
  /** Whether the call that was throttled is to be given up. */
  isHopeless(api: string, startedMs: number, resetMs: number | undefined): boolean;
  /** A call of the API has ended in another way. */
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
      // Calls that were under way together meet the same second: they count once.
      if (startedMs >= row.lastMs) Object.assign(row, { inARow: row.inARow + 1, lastMs: now() });
      return row.inARow >= mostInARow || resetMs > longestWaitMs;
    },
    forget: (api) => void rows.delete(api),
  };
}
