// Decides which fault strikes a call: first the script of a test, then chance by share and seed.

import type { AnyApi } from '../endpoints.ts';
import type { FaultPlan, Scripted } from './fault-plan.ts';
import { canHappen, faultNames, type FaultName } from './fault-table.ts';
import { noise } from './noise.ts';

export interface Faults {
  /** The caller calls `missed` if the fault found nothing to strike. A scripted fault then waits for the next call. */
  draw(api: AnyApi): { fault: FaultName | undefined; latencyMs: number; missed: () => void };
  plan: FaultPlan;
  reset(): void;
}

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
      // Calls are counted per API, so that those of one API do not move the faults of another.
      const n = (drawn.get(api) ?? 0) + 1;
      drawn.set(api, n);
      const { plan } = this;
      const { latency_ms, latency_tail_ms } = plan;
      const tail = (1 - noise(seed, api, n, 'latency')) ** (-2 / 3) - 1;
      const latencyMs = Math.min(latency_ms + latency_tail_ms * tail, longestLatencyMs);
      const scripted = takeScripted(plan, api);
      const missed = () => {
        if (scripted) plan.next.unshift({ ...scripted, times: 1 });
      };
      return { fault: scripted?.fault ?? byChance(plan, api, n), latencyMs, missed };
    },
    reset() {
      drawn.clear();
      this.plan = structuredClone(atStart);
    },
  };
}

function takeScripted(plan: FaultPlan, api: AnyApi): Scripted | undefined {
  const entry = plan.next.find(
    (scripted) => (scripted.api === '*' || scripted.api === api) && canHappen(scripted.fault, api),
  );
  if (!entry) return undefined;
  entry.times -= 1;
  plan.next = plan.next.filter((scripted) => scripted.times > 0);
  return entry;
}
