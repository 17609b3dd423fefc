// What the sandbox's log of calls says of a file's way: whoever carried it is not asked.

import type { Sandbox } from '../../local/sandbox/start.ts';
import { rounded } from '../numbers.ts';
import type { Carried } from './figures.ts';

export const createApi = 'lump_sum_payment.batch_create';
const throttled = 429;

type Seen = Pick<Carried, 'calls' | 'throttled' | 'calls_per_second' | 'first_ms' | 'last_ms'>;

export async function seenByFeishu(sandbox: Sandbox, startedMs: number): Promise<Seen> {
  const calls = await sandbox.calls({ api: createApi });
  const accepted = calls.filter(({ status }) => status === 200);
  const arrivals = accepted.map(({ arrived_ms }) => arrived_ms);
  const middle = arrivals.slice(Math.floor(arrivals.length * 0.1), Math.ceil(arrivals.length * 0.9));
  return {
    calls: calls.length,
    throttled: calls.filter(({ status }) => status === throttled).length,
    calls_per_second: rounded(perSecond(middle), 3),
    first_ms: rounded((arrivals[0] ?? Number.NaN) - startedMs),
    last_ms: rounded(Math.max(...accepted.map(({ answered_ms }) => answered_ms ?? 0)) - startedMs),
  };
}

/** The slope of their number over time, by least squares: calls may come evenly or in bursts. */
function perSecond(arrivals: readonly number[]): number {
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
