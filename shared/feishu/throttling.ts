// Says when a call that Feishu refuses with "too many calls" is not to be sent again: after ten such refusals in a row (another
// program probably uses up all that Feishu allows the app), or if Feishu asks to wait for more than 60 s. Otherwise the call would
// be sent again until its deadline, its message would come back from the queue at once, and so on for ever, and nothing would tell
// why. Feishu limits each API, so refusals are counted by API, over all calls of a client.

/**
 * So many refusals in a row are hopeless. Three in a row may come from clocks and the network alone. Where another program takes
 * every other slot, ten in a row meet one call in a thousand, which then goes back to its queue. A refusal costs a lane a second
 * and a turn: ten take half a minute with 8 lanes, and less than a minute with 20.
 */
const mostInARow = 10;
/** A longer wait is hopeless. Feishu's limit is per second, and the wait would use up the time of the invocation. */
const longestWaitMs = 60_000;

export interface Throttling {
  /** Counts the refusal of a call; of calls in flight together only one counts. True if the call is to be given up. */
  isHopeless(api: string, startedMs: number, resetMs: number | undefined): boolean;
  /** Ends the row of refusals: to be called when a call of the API has ended in another way. */
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
