// What a person is told of a dropped file, in virtual time. A job of a few rows takes some 10 virtual seconds and a tenth of a real
// one.

import { describe, expect, it } from 'vitest';

import { aBonus, items, people, person } from '../../local/sandbox/test/payments.ts';
import { dropRecords, toldRows } from './jobs.ts';
import { virtualPayferry } from './payferry.ts';

const create = 'lump_sum_payment.batch_create';
const bonus = (name: string, changes: object = {}) => aBonus({ unique_id: name, ...changes });
const amountOf = (total: string) => ({
  total_amount: total,
  details: [{ ...detail, issuance_amount: total }],
});
const [detail] = Object.values(aBonus()['details'] ?? {});

describe('a dropped file', () => {
  it('with good, rejected, refused and conflicting rows is told row by row', async () => {
    using ferry = virtualPayferry({ seed: 1 });
    const first = await dropRecords(ferry, create, [bonus('paid'), bonus('other', amountOf('1.00'))]);
    await ferry.untilDone();
    expect(ferry.report(first)).toMatchObject({ state: 'complete', by_status: { created: 2 } });

    const second = await dropRecords(
      ferry,
      create,
      [
        bonus('good'),
        bonus('paid'),
        bonus('other', amountOf('2.00')),
        bonus('rejected', { total_amount: 'much' }),
        bonus('refused', { item_id: items.closed }),
        bonus('forbidden', { user_id: people.forbidden }),
        bonus('good-2', { user_id: person(2).people_corehr_id }),
      ],
      'max_rejected_percent=50/',
    );
    await ferry.untilDone();
    expect(toldRows(ferry, second)?.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'good created',
      'paid already_exists',
      'other conflict',
      'rejected rejected',
      'refused refused',
      'forbidden refused',
      'good-2 created',
    ]);
    expect(ferry.report(second)).toMatchObject({
      state: 'complete_with_errors',
      rows: 7,
      records: 7,
      by_status: { created: 2, already_exists: 1, conflict: 1, rejected: 1, refused: 2 },
      files: ['failed.ndjson', 'succeeded.ndjson', 'unclear.ndjson'],
    });
    const stored = await ferry.feishu.records();
    expect(stored.map(({ unique_id }) => unique_id)).toEqual(['paid', 'other', 'good', 'good-2']);
  });

  it('is the same job as its notification, however often that comes', async () => {
    using ferry = virtualPayferry({ seed: 5 });
    const job = await dropRecords(ferry, create, [bonus('once')]);
    const key = 'lump_sum_payment/batch_create/1/rows-1.ndjson';
    const object = { key, versionId: 'v1' };
    ferry.publish({
      Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'virtual-inbox' }, object } }],
    });
    await ferry.untilDone();
    expect(ferry.jobs()).toEqual([job]);
    expect(await ferry.feishu.records()).toHaveLength(1);
  });

  it('of an app without the scope is unsent when the patience is over, and nothing is stored', async () => {
    using ferry = virtualPayferry({ seed: 2, app: 'readsOnly' });
    const job = await dropRecords(ferry, create, [bonus('a'), bonus('b')]);
    const startedMs = ferry.clock.now();
    await ferry.untilDone();
    expect(ferry.report(job)).toMatchObject({ by_status: { unsent: 2 } });
    expect((ferry.clock.now() - startedMs) / 3_600_000).toBeGreaterThan(23);
    expect(await ferry.feishu.records()).toEqual([]);
  });

  it('and a message of the intake queue are carried while Feishu tells another time', async () => {
    using ferry = virtualPayferry({ seed: 3 });
    ferry.feishu.setClockOffset(-7 * 60_000);
    ferry.publish({ operation: create, job: 'spot', records: [bonus('spot')] });
    await ferry.untilDone();
    const [job = ''] = ferry.jobs();
    expect(job).toMatch(/^intake-spot-/);
    expect(ferry.report(job)).toMatchObject({ state: 'complete', by_status: { created: 1 } });
  });
});
