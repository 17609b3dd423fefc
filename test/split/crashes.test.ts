// Kills at any step: there is one plan, and each batch is queued once. A kill ends the invocation's thread, and nothing of
// it acts afterwards.

import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { buckets, queues, startWorld } from '../../local/world/start.ts';
import type { Interception } from '../../local/s3/start.ts';
import { inEnglish } from '../in-english.ts';
import { aBonus } from '../records.ts';
import { splitWorld, type Job, type SplitWorld } from './harness.ts';

/** 1,001 records, one of them rejected: two batches of 500 and one rejected part. */
const body = [
  ...Array.from({ length: 1000 }, (_, index) => JSON.stringify(aBonus({ unique_id: `b-${index}` }))),
  JSON.stringify(aBonus({ unique_id: 'b-7' })),
].join('\n');
const key = (name: string) => `lump_sum_payment/batch_create/${name}/a.ndjson`;

/** The parts of the result that every run must share. Times and the first lane differ from run to run. */
function essence({ plan }: Job) {
  const hashes = [...plan.batches, ...plan.rejected].map(({ sha256, records }) => [sha256, records]);
  const ofTheMoment = {
    job: '',
    first_lane: 0,
    planned_at: '',
    source: plan.source.bytes,
    batches: [],
    rejected: [],
  };
  return { ...plan, ...ofTheMoment, hashes };
}

async function queuedOf(ferry: SplitWorld, job: string): Promise<readonly unknown[]> {
  const ofJob = (await ferry.lanes()).filter((message) => message.body.job === job);
  return ofJob.map((message) => Number(message.body.batch)).toSorted((a, b) => a - b);
}

describe('a kill', () => {
  it('at every request of a run, before or after it took effect, and then a retry, ends as if nothing had happened', async () => {
    let countdown = Infinity;
    let killed = '';
    const step = async (what: string): Promise<Interception> => {
      countdown -= 1;
      if (countdown !== 0) return 'pass';
      killed = what;
      await Promise.all(ferry.world.split.running().map((invocation) => invocation.kill()));
      return 'cut';
    };
    await using ferry = await splitWorld({
      // Longer than a run, so that no message comes again while its invocation lives.
      visibilityMs: 1000,
      interceptS3: ({ operation, bucket, key: at, phase }) =>
        // The drop itself and the reads of this test do not belong to the run.
        operation === 'PutObject' && bucket === buckets.inbox
          ? 'pass'
          : step(`${phase} ${operation} ${at.replace(/.*\//, '')}`),
      onSqsRequest: async ({ action, queue }) => {
        if (queue === queues.lanes && action.startsWith('SendMessage')) await step(`before ${action}`);
      },
    });

    const reference = essence(await ferry.drop(key('reference'), body));
    expect(reference).toMatchObject({ state: 'send', records: 1001, rejected_records: 1 });

    const kills: string[] = [];
    for (let at = 1; ; at += 1) {
      const before = new Set(await ferry.jobs());
      [countdown, killed] = [at, ''];
      await ferry.world.s3.send(
        new PutObjectCommand({ Bucket: buckets.inbox, Key: key(`kill-${at}`), Body: body }),
      );
      await ferry.world.idle();
      countdown = Infinity;
      if (killed === '') break;
      kills.push(killed);

      const name = (await ferry.jobs()).find((job) => !before.has(job)) ?? '';
      expect(essence(await ferry.job(name)), killed).toEqual(reference);
      expect(await queuedOf(ferry, name), killed).toEqual([0, 1]);
      expect(await ferry.keys(`jobs/${name}/sent.json`), killed).toHaveLength(1);
    }
    // Each write of the run was one of the steps, before and after it.
    const writes = kills
      .filter((kill) => kill.includes('PutObject'))
      .map((kill) => kill.replace(/-[0-9a-f]{8}\.ndjson$/, ''));
    for (const write of ['plan.json', 'sent.json']) {
      expect(writes).toContain(`before PutObject ${write}`);
      expect(writes).toContain(`after PutObject ${write}`);
    }
    // The two batches and the rejected part are written concurrently, so a count may meet any of them.
    for (const side of ['before', 'after']) {
      expect(writes.some((write) => write.startsWith(`${side} PutObject 0000`))).toBe(true);
    }
    expect(kills[0]).toMatch(/HeadObject a\.ndjson$/);
    expect(kills).toContain('before SendMessageBatch');
    expect(await ferry.world.sqs.deadLetters(queues.drops)).toEqual([]);
  }, 240_000);
});

describe('the first write of a run', () => {
  it('is open/, so that the sweeper finds whatever died', async () => {
    const written: string[] = [];
    await using ferry = await splitWorld({
      interceptS3: ({ operation, bucket, key: at, phase }) => {
        if (operation === 'PutObject' && bucket === buckets.records && phase === 'after') written.push(at);
        return 'pass';
      },
    });
    const { name } = await ferry.drop(key('order'), body);
    expect(written[0]).toBe(`open/${name}`);
    expect(written.slice(-2)).toEqual([`jobs/${name}/plan.json`, `jobs/${name}/sent.json`]);
  });
});

describe('events of one upload', () => {
  it('twice and out of order are one job', async () => {
    let chance = 0.1;
    await using ferry = await splitWorld({
      disorder: { random: () => (chance = (chance + 0.37) % 1), duplicateShare: 1, maxDelayMs: 20 },
    });
    const job = await ferry.drop(key('twice'), body);
    expect(job.plan.state).toBe('send');
    expect(await queuedOf(ferry, job.name)).toEqual([0, 1]);
    expect(
      ferry.logs.filter((line) => line.includes('"step":"planned"') || line.includes('"step":"repeated"'))
        .length,
    ).toBeGreaterThanOrEqual(2);
  });

  it('long after the job was finished change nothing', async () => {
    await using ferry = await splitWorld();
    const { name, plan } = await ferry.drop(key('late'), body);
    await ferry.write(`jobs/${name}/complete.json`, '{}');
    await ferry.world.s3.send(new DeleteObjectCommand({ Bucket: buckets.records, Key: `open/${name}` }));
    const before = await ferry.keys();
    await ferry.publish({
      Records: [
        {
          eventSource: 'aws:s3',
          s3: {
            bucket: { name: buckets.inbox },
            object: { key: key('late'), versionId: plan.source.version_id },
          },
        },
      ],
    });
    expect(await ferry.keys()).toEqual(before);
    expect(await queuedOf(ferry, name)).toEqual([0, 1]);
  });
});

describe('a second deployment', () => {
  it('with other rules changes nothing of a planned job: it only finishes the sending', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'payferry-deployments-'));
    let job = '';
    {
      await using first = await startWorld({
        dir,
        retryWaitsMs: [],
        onLog: () => undefined,
        interceptS3: async ({ operation, key: at, phase }) => {
          if (operation !== 'PutObject' || phase !== 'after' || !at.endsWith('/plan.json')) return 'pass';
          job = at.split('/')[1] ?? '';
          await Promise.all(first.split.running().map((invocation) => invocation.kill()));
          return 'cut';
        },
      });
      await first.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key('deployed'), Body: body }));
      await expect.poll(() => job, { timeout: 20_000 }).not.toBe('');
      expect(await first.sqs.waiting(queues.lanes)).toEqual([]);
    }
    await using second = await splitWorld({
      dir,
      settings: {
        LANES: '3',
        MAX_REJECTED_PERCENT: '0',
        FEISHU_BASE_URL: 'http://127.0.0.1:9',
        FEISHU_APP_ID: 'cli_other',
      },
    });
    const { plan } = await second.job(job);
    await second.publish({ v: 1, resume: job });
    await second.publish({ v: 1, resume: job });
    expect((await second.job(job)).plan).toEqual(plan);
    expect(plan).toMatchObject({ lanes: 20, app_id: 'cli_local', base_url: 'http://127.0.0.1:4010' });
    expect((await second.lanes()).map((message) => [message.group, message.body.lanes])).toEqual(
      [0, 1].map((batch) => [`lump_sum_payment.batch_create/${(plan.first_lane + batch) % 20}`, 20]),
    );
    await rm(dir, { recursive: true });
  });
});

describe('a file that is replaced', () => {
  const small = (id: string) => JSON.stringify(aBonus({ unique_id: id }));

  async function replacedWhileRead(versionedInbox: boolean): Promise<readonly Job[]> {
    let replace = true;
    await using ferry = await splitWorld({
      versionedInbox,
      interceptS3: async ({ operation, bucket, phase }): Promise<Interception> => {
        if (replace && operation === 'GetObject' && bucket === buckets.inbox && phase === 'before') {
          replace = false;
          await ferry.world.s3.send(
            new PutObjectCommand({ Bucket: buckets.inbox, Key: key('replaced'), Body: small('second') }),
          );
        }
        return 'pass';
      },
    });
    await ferry.world.s3.send(
      new PutObjectCommand({ Bucket: buckets.inbox, Key: key('replaced'), Body: small('first') }),
    );
    await ferry.world.idle();
    // Awaited here: the world ends with this function.
    const jobs = await Promise.all((await ferry.jobs()).map((name) => ferry.job(name)));
    return jobs;
  }
  const idsOf = (jobs: readonly Job[]) =>
    new Set(jobs.flatMap(({ batches }) => batches.flat().map(({ record }) => record.unique_id)));

  it('while it is read has a clear end, and what replaced it is a job of its own', async () => {
    const jobs = await replacedWhileRead(false);
    expect(jobs.map(({ plan }) => plan.state).toSorted()).toEqual(['rejected', 'send']);
    expect(inEnglish(jobs.find(({ plan }) => plan.state === 'rejected')?.plan.reason)).toContain(
      'the file was replaced or removed before it was read',
    );
    expect(idsOf(jobs)).toEqual(new Set(['second']));
  });

  it('in a bucket with versions is two jobs, each of its own version', async () => {
    const jobs = await replacedWhileRead(true);
    expect(jobs.map(({ plan }) => plan.state)).toEqual(['send', 'send']);
    expect(idsOf(jobs)).toEqual(new Set(['first', 'second']));
  });
});

describe('S3 and SQS that fail', () => {
  it('for a while: nothing is lost, and nothing twice', async () => {
    let requests = 0;
    await using ferry = await splitWorld({
      interceptS3: ({ bucket, phase }) => {
        if (bucket !== buckets.records || phase !== 'before') return 'pass';
        requests += 1;
        return requests % 3 === 0 ? 'slow_down' : 'pass';
      },
    });
    const job = await ferry.drop(key('failing'), body);
    expect(job.plan.records).toBe(1001);
    expect(await queuedOf(ferry, job.name)).toEqual([0, 1]);
  });
});

describe('a file that takes longer than the function may run', () => {
  it('ends with a plan that says so', async () => {
    await using ferry = await splitWorld({ timeoutMs: 3000 });
    const huge = Array.from(
      { length: 400_000 },
      (_, index) => `{"unique_id":"b-${index}","x":${JSON.stringify('x'.repeat(200))}}`,
    ).join('\n');
    const job = await ferry.drop(key('slow'), huge);
    expect(job.plan.state).toBe('rejected');
    expect(inEnglish(job.plan.reason)).toContain('the file takes longer to read than a function may run');
  }, 60_000);
});
