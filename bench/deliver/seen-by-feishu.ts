// The figures of a file, read from the sandbox's log of calls alone, and not from the sender.

import type { Sandbox } from '../../local/sandbox/start.ts';
import { rounded } from '../numbers.ts';
import type { Carried } from './figures.ts';

export const createApi = 'lump_sum_payment.batch_create';
const throttled = 429;

type Seen = Pick<Carried, 'calls' | 'throttled' | 'calls_per_second' | 'first_ms' | 'last_ms'>;

export async function seenByFeishu(sandbox: Sandbox, startedMs: number): Promise<Seen> {
  const calls = (await sandbox.calls({ api: createApi })).filter(({ arrived_ms }) => arrived_ms >= startedMs);
  const accepted = calls.filter(({ status }) => status === 200);
  const arrivals = accepted.map(({ arrived_ms }) => arrived_ms);
  return {
    calls: calls.length,
    throttled: calls.filter(({ status }) => status === throttled).length,
    calls_per_second: rounded(perSecond(arrivals), 3),
    first_ms: rounded((arrivals[0] ?? Number.NaN) - startedMs),
    last_ms: rounded(Math.max(...accepted.map(({ answered_ms }) => answered_ms ?? 0)) - startedMs),
  };
}

/**
 * The slope of the number of calls over time, by least squares, because calls may come evenly or in bursts. The first and
 * the last tenth of the calls are left out.
 */
export function perSecond(all: readonly number[]): number {
  const arrivals = all.slice(Math.floor(all.length * 0.1), Math.ceil(all.length * 0.9));
  const meanIndex = (arrivals.length - 1) / 2;
  const [first = 0] = arrivals;
  const seconds = arrivals.map((ms) => (ms - first) / 1000);
  const meanSeconds = seconds.reduce((sum, s) => sum + s, 0) / seconds.length;
  let [product, square] = [0, 0];
  for (const [index, at] of seconds.entries()) {
    product += (at - meanSeconds) * (index - meanIndex);
    square += (at - meanSeconds) ** 2;
  }
  return product / square;
}
