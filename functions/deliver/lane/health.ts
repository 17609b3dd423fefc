// The circuit breaker of a lane: what its calls in this invocation say of Feishu's health. All batches of the lane share it.

export interface FeishuHealth {
  /**
   * Epoch milliseconds of the last write call that was accepted; before the first, the time at which work on the lane began.
   */
  lastAnsweredMs: number;
  /** A write call was accepted. */
  hasAccepted: boolean;
  brokenInARow: number;
  /** The batches whose write calls broke. */
  readonly broken: Set<object>;
  /**
   * False once Feishu has refused to look up a record in doubt because the app lacks the scope. Then no more records in
   * doubt are looked up.
   */
  mayRead: boolean;
}

export function createHealth(startedMs: number): FeishuHealth {
  return { lastAnsweredMs: startedMs, hasAccepted: false, brokenInARow: 0, broken: new Set(), mayRead: true };
}

export function noteAnswer(health: FeishuHealth, nowMs: number): void {
  health.lastAnsweredMs = nowMs;
  health.hasAccepted = true;
  health.brokenInARow = 0;
}

const mostBrokenInARow = 2;

/**
 * Notes a broken call of a batch. True where the batch should stop calling: at the second broken call in a row, or where the last
 * accepted call (or the beginning) is more than `longestSilenceMs` ago.
 */
export function noteBroken(
  health: FeishuHealth,
  batch: object,
  nowMs: number,
  longestSilenceMs: number,
): boolean {
  health.brokenInARow += 1;
  health.broken.add(batch);
  return health.brokenInARow >= mostBrokenInARow || nowMs - health.lastAnsweredMs > longestSilenceMs;
}

const fewestBroken = 2;

/** True where Feishu seems to be down: the write calls of several batches broke, and none was accepted. */
export function seemsDown({ broken, hasAccepted }: FeishuHealth): boolean {
  return broken.size >= fewestBroken && !hasAccepted;
}
