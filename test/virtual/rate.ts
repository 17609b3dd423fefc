// Measures the rate of calls by the log of the virtual Feishu: the most calls of one API in any second.

import type { VirtualPayferry } from './payferry.ts';

const secondMs = 1000;

export function mostCallsInASecond({ feishu }: VirtualPayferry): number {
  const byApi = Map.groupBy(feishu.calls(), ({ api }) => api);
  const most = [...byApi.values()].map((calls) => {
    const times = calls.map((call) => call.arrived_ms).toSorted((a, b) => a - b);
    return Math.max(...times.map((fromMs, at) => lastWithin(times, fromMs, at) - at + 1));
  });
  return Math.max(0, ...most);
}

function lastWithin(times: readonly number[], fromMs: number, at: number): number {
  let last = at;
  while ((times[last + 1] ?? Infinity) < fromMs + secondMs) last += 1;
  return last;
}
