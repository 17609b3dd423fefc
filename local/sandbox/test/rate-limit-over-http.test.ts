import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox, type SandboxCall } from '../start.ts';
import { apps, callerFor, codesOf, type Caller } from './caller.ts';
import { aBonus } from './payments.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const query = 'lump_sum_payment.query';

/** HTTP statuses computed from the log of arrivals: at most 10 calls are admitted in any 1000 ms. */
function verdictsByTheBook(calls: readonly SandboxCall[]): number[] {
  const taken: number[] = [];
  return calls.map(({ arrived_ms }) => {
    const tenBefore = taken.at(-10);
    if (tenBefore !== undefined && arrived_ms - tenBefore < 1000) return 429;
    taken.push(arrived_ms);
    return 200;
  });
}

describe('the rate limit', () => {
  it('takes ten calls in any second and refuses the others, to the letter of the log of arrivals', async () => {
    const call = await callerFor(sandbox);
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 16 }, () => call(query, {})));
      await new Promise((resolve) => void setTimeout(resolve, 400));
    }
    const calls = await sandbox.calls({ api: query });
    expect(calls.map(({ status }) => status)).toEqual(verdictsByTheBook(calls));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200, 429]));
  });

  it('refuses with 99991400, the limit and the seconds to wait; after them the next call is taken', async () => {
    const call = await callerFor(sandbox);
    const answers = await Promise.all(Array.from({ length: 11 }, () => call(query, {})));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused).toMatchObject({ code: 99991400, msg: 'request trigger frequency limit' });
    expect(refused?.headers.get('x-ogw-ratelimit-limit')).toBe('10');
    const waitSeconds = Number(refused?.headers.get('x-ogw-ratelimit-reset'));
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(1);
    await new Promise((resolve) => void setTimeout(resolve, Math.ceil(waitSeconds * 1000) + 1));
    expect(await call(query, {})).toMatchObject({ code: 0 });
  });

  it('is kept for each API and each app on its own', async () => {
    const [one, other] = [await callerFor(sandbox), await callerFor(sandbox, apps.readsOnly)];
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => one(query, {})),
      ...Array.from({ length: 10 }, () => one('recurring_payment.query', {})),
      ...Array.from({ length: 10 }, () => other(query, {})),
    ]);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('does not process what it refuses', async () => {
    const call = await callerFor(sandbox);
    const create = () => call('lump_sum_payment.batch_create', { records: [aBonus()] });
    const answers = await Promise.all(Array.from({ length: 15 }, create));
    const created = answers.flatMap(codesOf).filter((code) => code === 0);
    expect(created.length).toBeLessThan(15);
    expect(await sandbox.records()).toHaveLength(created.length);
  });

  it('counts a call that its scope or its parameters let fail', async () => {
    const elevenTimes = async (call: Caller) => {
      const answers = await Promise.all(
        Array.from({ length: 11 }, () => call(query, {}, { page_size: '0' })),
      );
      return answers.map(({ code }) => code).toSorted((a, b) => a - b);
    };
    const tenTimes = (code: number) => Array.from({ length: 10 }, () => code);
    const [both, neither] = [await callerFor(sandbox), await callerFor(sandbox, apps.writesOnly)];
    expect(await elevenTimes(both)).toEqual([99991400, ...tenTimes(99992402)]);
    expect(await elevenTimes(neither)).toEqual([99991400, ...tenTimes(99991672)]);
  });

  it('never touches the control endpoints', async () => {
    for (let n = 0; n < 30; n++) await sandbox.calls();
    expect(await sandbox.calls()).toEqual([]);
  });

  it('can be set, and lifted', async () => {
    await using slow = await startSandbox({ rate: 2 });
    await using lifted = await startSandbox({ rate: 0 });
    const refusedOf = async (some: Sandbox) => {
      const call = await callerFor(some);
      const answers = await Promise.all(Array.from({ length: 40 }, () => call(query, {})));
      return answers.filter(({ status }) => status === 429).length;
    };
    expect(await refusedOf(slow)).toBeGreaterThanOrEqual(30);
    expect(await refusedOf(lifted)).toBe(0);
  });
});
