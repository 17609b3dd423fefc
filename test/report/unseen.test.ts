// Files in the inbox of which no event came: the sweeper finds and starts them.

import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { Interception } from '../../local/s3/start.ts';
import { buckets, type WorldOptions } from '../../local/world/start.ts';
import { compareUtf8 } from '../../local/s3/store/utf8-order.ts';
import { makerJson } from '../../shared/job/maker.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { aBonus } from '../records.ts';
import { reportWorld, type ReportWorld } from './harness.ts';

/** No event of the inbox is sent, and a file is due for the sweeper at once. The sweeper has looked at the inbox before. */
async function deaf(options: Partial<WorldOptions> = {}): Promise<ReportWorld> {
  const ferry = await reportWorld({
    settings: { SWEEP_AFTER_MS: '1' },
    fate: ({ bucket }) => (bucket === buckets.inbox ? [] : undefined),
    ...options,
  });
  await ferry.world.sweep();
  return ferry;
}

const key = (name: string) => `lump_sum_payment/batch_create/2026 年+11/${name}`;
const body = (id: string) => JSON.stringify(aBonus({ unique_id: id }));

async function put({ world }: ReportWorld, name: string, id = name): Promise<void> {
  await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key(name), Body: body(id) }));
}

async function sweep({ world }: ReportWorld): Promise<void> {
  // The wait of a millisecond must have ended by the clock.
  await new Promise((resolve) => setTimeout(resolve, 2));
  await world.sweep();
  await world.idle();
}

const linesOf = (ferry: ReportWorld, step: string): readonly JsonObject[] =>
  ferry.logs.filter((line) => line.includes(`"step":"${step}"`)).map((line): JsonObject => JSON.parse(line));

/** A line of metrics has one number, or a list where the invocation counted several times. */
function counted(ferry: ReportWorld): number {
  const lines = ferry.logs.filter((line) => line.includes('"unseen_files":'));
  return lines
    .flatMap((line): readonly number[] => JSON.parse(line).unseen_files)
    .reduce((sum, count) => sum + count, 0);
}

async function idsOf(ferry: ReportWorld): Promise<readonly string[]> {
  const jobs = await Promise.all((await ferry.jobs()).map((name) => ferry.job(name)));
  const ids = jobs.flatMap(({ batches }) => batches.flat().map(({ record }) => String(record.unique_id)));
  return ids.toSorted(compareUtf8);
}

describe('a file of which no event came', () => {
  it('is started by the sweeper, once, whatever its name, and is counted', async () => {
    await using ferry = await deaf();
    await put(ferry, '奖金 表+1 (%2F).ndjson', 'lost');
    expect(await ferry.jobs()).toEqual([]);
    await sweep(ferry);
    const [name = '', ...others] = await ferry.jobs();
    expect(others).toEqual([]);
    const { plan } = await ferry.job(name);
    expect(plan).toMatchObject({ state: 'send', records: 1 });
    // The event that the sweeper sends names nobody, because anybody could have sent it.
    expect(await ferry.keys(makerJson.key({ job: name }))).toEqual([]);
    expect(linesOf(ferry, 'unseen')).toMatchObject([{ job: name }]);
    await sweep(ferry);
    await sweep(ferry);
    expect(await ferry.jobs()).toEqual([name]);
    expect(counted(ferry)).toBe(1);
    expect(await ferry.lanes()).toHaveLength(1);
  });

  it('has the job that it would have had with its event, which may come later and then adds who dropped it', async () => {
    await using ferry = await deaf({ fate: ({ bucket }) => (bucket === buckets.inbox ? [3000] : undefined) });
    await put(ferry, 'late.ndjson', 'late');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await ferry.world.sweep();
    await expect.poll(() => ferry.jobs(), { timeout: 2500 }).toHaveLength(1);
    await ferry.world.idle();
    expect(await ferry.jobs()).toHaveLength(1);
    expect(linesOf(ferry, 'repeated')).toHaveLength(1);
    expect(await idsOf(ferry)).toEqual(['late']);
    const [job = ''] = await ferry.jobs();
    expect(JSON.parse(await ferry.read(makerJson.key({ job })))).toMatchObject({ by: 's3' });
  });

  it('is left alone for half an hour, for its event may wait behind others', async () => {
    await using ferry = await deaf({ settings: {} });
    await put(ferry, 'new.ndjson');
    await sweep(ferry);
    expect(await ferry.keys('open/')).toEqual([]);
    expect(counted(ferry)).toBe(0);
  });

  it('and was dropped again, or removed, before it was started, is told and not started', async () => {
    await using ferry = await deaf();
    await put(ferry, 'again.ndjson', 'old');
    await put(ferry, 'again.ndjson', 'corrected');
    await put(ferry, 'withdrawn.ndjson');
    await ferry.world.s3.send(
      new DeleteObjectCommand({ Bucket: buckets.inbox, Key: key('withdrawn.ndjson') }),
    );
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(['corrected']);
    // Told once, and not with every sweep of the day.
    await sweep(ferry);
    expect(linesOf(ferry, 'unseen_and_replaced')).toHaveLength(2);
    expect(counted(ferry)).toBe(3);
  });

  it('is started also in a bucket without versions, from its ETag', async () => {
    await using ferry = await deaf({ versionedInbox: false });
    await put(ferry, 'plain.ndjson');
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(['plain.ndjson']);
    await sweep(ferry);
    expect(await ferry.jobs()).toHaveLength(1);
  });

  it('is found among more files than a list of S3 shows at once, most of them done', async () => {
    await using ferry = await deaf();
    const names = Array.from({ length: 1010 }, (_, index) => `${String(index).padStart(4, '0')}.ndjson`);
    for (let start = 0; start < names.length; start += 50)
      await Promise.all(
        names.slice(start, start + 50).map((name) =>
          ferry.world.s3.send(
            new PutObjectCommand({
              Bucket: buckets.inbox,
              Key: name.startsWith('100') ? key(name) : `${key(name)}/`,
              Body: body(name),
            }),
          ),
        ),
      );
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(names.filter((name) => name.startsWith('100')));
  }, 120_000);

  it('that cannot be looked for does not keep the sweeper from the others, and is tried again', async () => {
    let isBroken = true;
    await using ferry = await deaf({
      interceptS3: ({ operation, key: at }) =>
        isBroken && operation === 'HeadObject' && /^unseen\/.*-cursed-/.test(at) ? 'fail' : 'pass',
    });
    await put(ferry, 'cursed.ndjson');
    await put(ferry, 'fine.ndjson');
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(['fine.ndjson']);
    expect(linesOf(ferry, 'sweep_failed')).toMatchObject([{ job: expect.stringContaining('-cursed-') }]);
    expect(ferry.world.reportFailures()).toEqual([]);
    isBroken = false;
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(['cursed.ndjson', 'fine.ndjson']);
  });

  it('is left alone while the queue of drops holds a message: its event may be behind it', async () => {
    const held = Promise.withResolvers<void>();
    await using ferry = await deaf({
      fate: ({ bucket, key: at }) => (bucket === buckets.inbox && !at.includes('first') ? [] : undefined),
      interceptS3: async ({ operation, bucket, key: at, phase }): Promise<Interception> => {
        const holds = bucket === buckets.inbox && at.includes('first') && operation === 'HeadObject';
        if (holds && phase === 'before') await held.promise;
        return 'pass';
      },
    });
    await put(ferry, 'first.ndjson');
    await put(ferry, 'lost.ndjson');
    await expect.poll(() => ferry.world.split.running().length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await ferry.world.sweep();
    expect(await ferry.keys('unseen/')).toEqual([]);
    held.resolve();
    await ferry.world.idle();
    expect(await idsOf(ferry)).toEqual(['first.ndjson']);
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(['first.ndjson', 'lost.ndjson']);
  });

  it('is not started where it lay in the inbox before anybody swept it: its job may be gone with another bucket', async () => {
    await using ferry = await reportWorld({
      settings: { SWEEP_AFTER_MS: '1' },
      fate: ({ bucket }) => (bucket === buckets.inbox ? [] : undefined),
    });
    await put(ferry, 'older.ndjson');
    // S3 tells times in whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await sweep(ferry);
    await put(ferry, 'newer.ndjson');
    await sweep(ferry);
    expect(await idsOf(ferry)).toEqual(['newer.ndjson']);
  });
});
