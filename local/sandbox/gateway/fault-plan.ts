// The plan of faults, and how a request to the control endpoint changes it.

import { isApi, tokenApi, type AnyApi } from '../endpoints.ts';
import { canHappen, faultNames, isFault, type FaultName } from './fault-table.ts';

export interface Scripted {
  readonly api: AnyApi | '*';
  readonly fault: FaultName;
  times: number;
}

export interface FaultPlan {
  /** Share of calls, 0 to 1, that each fault strikes by chance, among the calls on which it can happen. */
  random: Partial<Record<FaultName, number>>;
  next: Scripted[];
  latency_ms: number;
  /**
   * Milliseconds, the scale of a long tail of waiting on top of `latency_ms`: the median call waits 0.6 of the scale
   * longer, and one call in a hundred at least 20 times the scale. The whole wait has a limit (faults.ts).
   */
  latency_tail_ms: number;
  slow_body_ms: number;
  /** Milliseconds that a throttling fault asks to wait, and that a burst lasts. */
  throttle_ms: number;
}

export const noFaults = (): FaultPlan => ({
  random: {},
  next: [],
  latency_ms: 0,
  latency_tail_ms: 0,
  slow_body_ms: 3000,
  throttle_ms: 1000,
});

/** Returns the changed plan, or a sentence about the fault of the change. */
export function changePlan(plan: FaultPlan, change: unknown): FaultPlan | string {
  if (!isObject(change)) return 'the body must be an object: {"random": {…}, "next": […], "latency_ms": 0}';
  const changed = structuredClone(plan);
  for (const [field, value] of Object.entries(change)) {
    if (isTime(field)) {
      if (typeof value !== 'number' || !(value >= 0 && value <= longestMs))
        return `${field} must be a number of milliseconds up to ${longestMs}`;
      changed[field] = value;
    } else if (field === 'random') {
      const random = readShares(value);
      if (typeof random === 'string') return random;
      changed.random = random;
    } else if (field === 'next') {
      const next = readScript(value);
      if (typeof next === 'string') return next;
      changed.next = next;
    } else {
      return `unknown field "${field}"; there are ${Object.keys(plan).join(', ')}`;
    }
  }
  return changed;
}

// The greatest value of a duration, an hour: longer than any caller waits, and far below the overflow of timers.
const longestMs = 3_600_000;
const durations = ['latency_ms', 'latency_tail_ms', 'slow_body_ms', 'throttle_ms'] as const;
const isTime = (field: string): field is (typeof durations)[number] =>
  durations.some((duration) => duration === field);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readShares(value: unknown): FaultPlan['random'] | string {
  if (!isObject(value)) return 'random must be an object of fault names and shares';
  const shares: FaultPlan['random'] = {};
  for (const [name, share] of Object.entries(value)) {
    if (!isFault(name)) return `no fault is called "${name}"; there are ${faultNames.join(', ')}`;
    if (typeof share !== 'number' || !(share >= 0 && share <= 1))
      return `the share of ${name} must be a number from 0 to 1`;
    shares[name] = share;
  }
  const sum = Object.values(shares).reduce((total, share) => total + share, 0);
  return sum > 1 + 1e-9 ? `the shares add up to ${sum}; a call can have one fault only` : shares;
}

function readScript(value: unknown): Scripted[] | string {
  if (!Array.isArray(value)) return 'next must be a list of {api, fault, times}';
  const script: Scripted[] = [];
  for (const entry of value) {
    if (!isObject(entry)) return 'next must be a list of {api, fault, times}';
    const { api = '*', fault, times = 1 } = entry;
    if (typeof api !== 'string' || (api !== '*' && api !== tokenApi && !isApi(api)))
      return `unknown api "${String(api)}"`;
    if (typeof fault !== 'string' || !isFault(fault))
      return `no fault is called "${String(fault)}"; there are ${faultNames.join(', ')}`;
    if (api !== '*' && !canHappen(fault, api)) return `${fault} cannot happen on ${api}`;
    if (typeof times !== 'number' || !Number.isInteger(times) || times < 1)
      return 'times must be a whole number from 1';
    script.push({ api, fault, times });
  }
  return script;
}
