// The circuit breaker of a lane: what its calls of this invocation say of Feishu's health, shared by all of its batches.

export interface FeishuHealth {
  /** Epoch milliseconds of the last answer; the start of the invocation before the first. */
  lastAnsweredMs: number;
  brokenInARow: number;
  /** False once Feishu has refused a look-up for want of the scope: then no record can be looked up. */
  mayRead: boolean;
}

export function createHealth(startedMs: number): FeishuHealth {
  return { lastAnsweredMs: startedMs, brokenInARow: 0, mayRead: true };
}

export function noteAnswer(health: FeishuHealth, nowMs: number): void {
  health.lastAnsweredMs = nowMs;
  health.brokenInARow = 0;
}

const mostBrokenInARow = 2;

/** Notes a broken call; true where the circuit opens and the lane stops calling. */
export function noteBroken(health: FeishuHealth, nowMs: number, longestSilenceMs: number): boolean {
  health.brokenInARow += 1;
  return health.brokenInARow >= mostBrokenInARow || nowMs - health.lastAnsweredMs > longestSilenceMs;
}
