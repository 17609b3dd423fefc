// The rate limit per API and app: a strict sliding window of one second over the arrivals.

export type RateVerdict = { kind: 'within' } | { kind: 'over'; waitMs: number };

export interface RateLimit {
  /** `refusedCount`: a call that the limit refuses takes a place in the window too. */
  arrive(api: string, appId: string, arrivedMs: number, refusedCount: boolean): RateVerdict;
  /** Refuses every call of this API and app before `untilMs`, whatever the rate. */
  close(api: string, appId: string, untilMs: number): void;
  reset(): void;
}

const windowMs = 1000;

export function createRateLimit(callsPerSecond: number): RateLimit {
  const windows = new Map<string, number[]>();
  const closed = new Map<string, number>();
  return {
    arrive(api, appId, arrivedMs, refusedCount) {
      const lane = `${api} ${appId}`;
      const untilMs = closed.get(lane) ?? 0;
      if (untilMs > arrivedMs) return { kind: 'over', waitMs: untilMs - arrivedMs };
      if (callsPerSecond === 0) return { kind: 'within' };

      const recent = (windows.get(lane) ?? []).filter((ms) => ms > arrivedMs - windowMs);
      const blocking = recent[recent.length - callsPerSecond];
      if (blocking === undefined || refusedCount) recent.push(arrivedMs);
      windows.set(lane, recent);
      if (blocking === undefined) return { kind: 'within' };
      return { kind: 'over', waitMs: blocking + windowMs - arrivedMs };
    },
    close: (api, appId, untilMs) => void closed.set(`${api} ${appId}`, untilMs),
    reset() {
      windows.clear();
      closed.clear();
    },
  };
}
