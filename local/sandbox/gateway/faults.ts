// Which fault strikes which call: first what a test has scripted, then chance, by share and seed.
import type { AnyApi } from '../endpoints.ts';
import type { FaultPlan } from './fault-plan.ts';
import { canHappen, faultNames } from './fault-table.ts';
import type { FaultName } from './fault-table.ts';
import { noise } from './noise.ts';

export type Faults = {
  draw(api: AnyApi): { fault: FaultName | undefined; latencyMs: number };
  plan: FaultPlan;
  reset(): void;
};

const longestLatencyMs = 60_000;

export function createFaults(seed: number, atStart: FaultPlan): Faults {
  const drawn = new Map<AnyApi, number>();

  const byChance = (plan: FaultPlan, api: AnyApi, n: number): FaultName | undefined => {
    let left = noise(seed, api, n, 'fault');
    return faultNames
      .filter((fault) => canHappen(fault, api))
      .find((fault) => (left -= plan.random[fault] ?? 0) < 0);
  };

  return {
    plan: structuredClone(atStart),
    draw(api) {
      // Counted per API, so that the calls of one API do not move the faults of another.
      const n = (drawn.get(api) ?? 0) + 1;
      drawn.set(api, n);
      const { latency_ms, latency_tail_ms } = this.plan;
      const tail = (1 - noise(seed, api, n, 'latency')) ** (-2 / 3) - 1;
      const latencyMs = Math.min(latency_ms + latency_tail_ms * tail, longestLatencyMs);
      return { fault: takeScripted(this.plan, api) ?? byChance(this.plan, api, n), latencyMs };
    },
    reset() {
      drawn.clear();
      this.plan = structuredClone(atStart);
    },
  };
}

function takeScripted(plan: FaultPlan, api: AnyApi): FaultName | undefined {
  const entry = plan.next.find((one) => (one.api === '*' || one.api === api) && canHappen(one.fault, api));
  if (!entry) return undefined;
  entry.times -= 1;
  plan.next = plan.next.filter((one) => one.times > 0);
  return entry.fault;
}
