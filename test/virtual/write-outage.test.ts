// Feishu breaks every write and answers every query, so each look-up says that nothing was stored. That looks like a batch which
// Feishu cannot digest. Some ten virtual hours pass in a second or two.

import { describe, expect, it } from 'vitest';

import { aBonus, aBonusChange } from '../../local/sandbox/test/payments.ts';
import { dropRecords, toldRows } from './jobs.ts';
import { virtualPayferry } from './payferry.ts';

const create = 'lump_sum_payment.batch_create';
const update = 'lump_sum_payment.batch_update';
const minuteMs = 60_000;

function countOf(rows: readonly { readonly status: string }[] | undefined): Record<string, number> {
  const byStatus = Map.groupBy(rows ?? [], ({ status }) => status);
  return Object.fromEntries([...byStatus].map(([status, of]) => [status, of.length]));
}

describe('an outage of the write API alone', () => {
  it.each([
    [4, 10],
    [20, 20],
    [20, 120],
  ])('makes none of the last %i payments of a job refused, in %i minutes', async (tail, minutes) => {
    using ferry = virtualPayferry({ seed: 7 });
    const records = Array.from({ length: 500 + tail }, (_, n) =>
      aBonus({ unique_id: `bonus-${n}`, remark: n < 500 ? 'in time' : 'too late' }),
    );
    // The calls that carry the tail break.
    ferry.feishu.setPoison('too late');
    const job = await dropRecords(ferry, create, records);
    ferry.later(minutes * minuteMs, () => ferry.feishu.setPoison(undefined));
    await ferry.untilDone();
    expect(countOf(toldRows(ferry, job))).toEqual({ created: 500 + tail });
    expect(ferry.feishu.calls({ api: create }).length).toBeLessThan(10);
    const broken = ferry.log.filter(({ step, facts }) => step === 'call' && facts?.kind === 'broken');
    // Two calls in each visit, and visits ever farther apart.
    expect(broken.length).toBeLessThan(40);
  });
});

describe('two poisonous records', () => {
  it.each([0, 5, 13])(
    'are found among 500, also if every %i-th write is the last of its invocation',
    async (every) => {
      let writes = 0;
      using ferry = virtualPayferry({
        seed: 7,
        onStep({ fn, when, what }) {
          if (every === 0 || fn !== 'deliver' || when !== 'after' || !what.includes('batch_create'))
            return undefined;
          writes += 1;
          return writes % every === 0 ? 'kill' : undefined;
        },
      });
      ferry.feishu.setPoison('poison');
      const poisonous = new Set([20, 317]);
      const records = Array.from({ length: 500 }, (_, n) =>
        aBonus({ unique_id: `bonus-${n}`, remark: poisonous.has(n) ? 'poison' : 'good' }),
      );
      const job = await dropRecords(ferry, create, records);
      await ferry.untilDone();
      const told = toldRows(ferry, job) ?? [];
      expect(
        told.filter(({ status }) => status !== 'created').map(({ name, status }) => [name, status]),
      ).toEqual([
        ['bonus-20', 'refused'],
        ['bonus-317', 'refused'],
      ]);
    },
  );
});

describe('an update that waits outside its lane', () => {
  it('goes before one that was planned earlier and approved later', async () => {
    using ferry = virtualPayferry({ seed: 7 });
    await dropRecords(ferry, create, [aBonus({ unique_id: 'bonus' })]);
    await ferry.untilDone();
    const [stored] = await ferry.feishu.records();
    const change = (remark: string) => aBonusChange(stored?.id ?? '', detailOf(stored), { remark });
    const approvedLater = await dropRecords(ferry, update, [change('approved later')], 'approval=required/');
    ferry.feishu.setPoison('breaks at first');
    await dropRecords(ferry, update, [change('breaks at first')]);
    await ferry.until(() => ferry.keys('waiting/').length > 0);
    ferry.approve(approvedLater);
    await ferry.until(() => ferry.keys('waiting/').length > 1);
    ferry.feishu.setPoison(undefined);
    await ferry.untilDone();
    expect((await ferry.feishu.records())[0]).toMatchObject({ remark: 'approved later' });
    expect(ferry.keys('waiting/')).toEqual([]);
  });
});

function detailOf(stored: object | undefined): string {
  const details: unknown = stored && 'details' in stored ? stored.details : [];
  const [detail]: readonly unknown[] = Array.isArray(details) ? details : [];
  return typeof detail === 'object' && detail !== null && 'id' in detail ? String(detail.id) : '';
}
