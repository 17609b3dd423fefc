// The sweeper: no job is lost, whichever function was killed at whichever step. Each test leaves a job as one such kill
// would.

import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { Interception } from '../../local/s3/start.ts';
import { buckets, queues, type WorldOptions } from '../../local/world/start.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { aBonus, aRemoval } from '../records.ts';
import type { Job } from '../split/harness.ts';
import { anOutcome } from './an-outcome.ts';
import { reportWorld, type ReportWorld } from './harness.ts';

/** Makes jobs due for the sweeper at once. Its patience with running jobs is unchanged. */
const hasty = { SWEEP_AFTER_MS: '1' };
const hurried = (options: Partial<WorldOptions> = {}) => reportWorld({ settings: hasty, ...options });

async function sweep(ferry: ReportWorld): Promise<void> {
  // The wait of a millisecond must have ended by the clock.
  await new Promise((resolve) => setTimeout(resolve, 2));
  await ferry.world.sweep();
  await ferry.world.idle();
}

const body = (records = 2) =>
  Array.from({ length: records }, (_, index) => JSON.stringify(aBonus({ unique_id: `b-${index}` }))).join(
    '\n',
  );
const drop = (ferry: ReportWorld, options = '', records = 2) =>
  ferry.drop(`lump_sum_payment/batch_create/${options}2026 年+11/奖金 表+1.ndjson`, body(records));
const remove = (ferry: ReportWorld, key: string) =>
  ferry.world.s3.send(new DeleteObjectCommand({ Bucket: buckets.records, Key: key }));

async function forget(ferry: ReportWorld, job: Job): Promise<void> {
  for (const key of await ferry.keys(`jobs/${job.name}/`)) await remove(ferry, key);
}
async function openAgain(ferry: ReportWorld, { name, plan }: Job): Promise<void> {
  const open = { v: 1, source: plan.source, opened_at: plan.planned_at };
  await ferry.put(`open/${name}`, JSON.stringify(open));
}
async function writeOutcomes(
  ferry: ReportWorld,
  { name, batches }: Job,
  only = batches.length,
): Promise<void> {
  for (const [index, lines] of batches.slice(0, only).entries()) {
    const outcomes = lines.map((line) => JSON.stringify(anOutcome(line))).join('\n');
    await ferry.put(`jobs/${name}/outcomes/0000${index}.ndjson`, outcomes);
  }
}
const has = async (ferry: ReportWorld, key: string) => (await ferry.keys(key)).length === 1;
const openOf = async (ferry: ReportWorld, { name }: Job): Promise<JsonObject> =>
  JSON.parse(await ferry.read(`open/${name}`));

describe('a job without a plan', () => {
  it('that came as a file is split again from that very version, whatever its name', async () => {
    await using ferry = await hurried();
    const job = await drop(ferry);
    await forget(ferry, job);
    await sweep(ferry);
    const again = await ferry.job(job.name);
    expect(again.plan.source).toEqual(job.plan.source);
    expect(again.plan.state).toBe('send');
    expect(await has(ferry, `jobs/${job.name}/sent.json`)).toBe(true);
    expect(await openOf(ferry, job)).toMatchObject({ tries: 1, source: job.plan.source });
  });

  it('that came as a message is split again from what was kept of it, also with characters that SQS does not take', async () => {
    await using ferry = await hurried();
    await ferry.publish(
      `{"operation":"lump_sum_payment.batch_create","records":[${JSON.stringify(aBonus()).slice(0, -1)},"x":"\\uFFFE\\uFFFF"}]}`,
    );
    const [name = ''] = await ferry.jobs();
    const job = await ferry.job(name);
    await forget(ferry, job);
    await sweep(ferry);
    const again = await ferry.job(name);
    expect(again.plan.source).toEqual(job.plan.source);
    expect(again.batches).toEqual(job.batches);
    expect(await ferry.keys('quarantine/')).toEqual([]);
  });

  it('is left alone for half an hour, for split may be at it', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry);
    await forget(ferry, job);
    await sweep(ferry);
    expect(await ferry.jobs()).toEqual([]);
    expect(await openOf(ferry, job)).toMatchObject({ tries: 0 });
  });

  it('after three more tries is rejected with the reason, and reported', async () => {
    await using ferry = await hurried();
    const source = { from: 'inbox', name: 'gone.csv', bucket: buckets.inbox, key: 'gone.csv', bytes: 9 };
    const opened_at = '2026-11-01T08:00:00.000Z';
    await ferry.put('open/lost', JSON.stringify({ v: 1, source, opened_at, more: 'kept' }));
    for (const tries of [1, 2, 3]) {
      await sweep(ferry);
      expect(JSON.parse(await ferry.read('open/lost'))).toMatchObject({ tries, opened_at, more: 'kept' });
    }
    expect(await ferry.jobs()).toEqual([]);
    await sweep(ferry);
    expect(await ferry.report('lost')).toMatchObject({
      state: 'rejected',
      reason: { text: expect.stringContaining('it could not be read, and 3 more tries came to no end') },
      source,
      records: 0,
      started_at: opened_at,
    });
    expect(await ferry.keys('open/')).toEqual([]);
  });

  it('is found wherever a sweep was killed, and split again once', async () => {
    let countdown = Infinity;
    let isKilled = false;
    const step = async (): Promise<Interception> => {
      const running = ferry.world.report.running();
      countdown -= running.length > 0 ? 1 : 0;
      if (countdown !== 0) return 'pass';
      [countdown, isKilled] = [Infinity, true];
      await Promise.all(running.map((invocation) => invocation.kill()));
      return 'cut';
    };
    await using ferry = await hurried({ interceptS3: step, retryWaitsMs: [] });
    const job = await drop(ferry);
    for (let at = 1; ; at += 1) {
      await forget(ferry, job);
      await openAgain(ferry, job);
      [countdown, isKilled] = [at, false];
      await sweep(ferry);
      countdown = Infinity;
      if (!isKilled) break;
      await sweep(ferry);
      expect((await ferry.job(job.name)).plan, `request ${at}`).toMatchObject({ state: 'send', records: 2 });
      expect((await openOf(ferry, job)).tries, `request ${at}`).toBeLessThanOrEqual(2);
      expect(at).toBeLessThan(50);
    }
  });
});

describe('a job with a plan that was never sent', () => {
  it('is sent: same lanes, same messages', async () => {
    await using ferry = await hurried();
    const job = await drop(ferry);
    await remove(ferry, `jobs/${job.name}/sent.json`);
    await sweep(ferry);
    expect(await has(ferry, `jobs/${job.name}/sent.json`)).toBe(true);
    expect(await ferry.world.sqs.waiting(queues.lanes)).toHaveLength(1);
  });

  it('and was approved is sent', async () => {
    await using ferry = await hurried();
    const job = await drop(ferry, 'approval=required/');
    await ferry.write(`jobs/${job.name}/approved`, '');
    await remove(ferry, `jobs/${job.name}/sent.json`);
    await sweep(ferry);
    expect(await has(ferry, `jobs/${job.name}/sent.json`)).toBe(true);
  });

  it.each([
    ['dry_run=true/', 'dry_run'],
    ['expected_records=7/', 'rejected'],
  ])('because nothing was to be sent (%s) is completed and reported', async (options, state) => {
    await using ferry = await hurried();
    const job = await drop(ferry, options);
    await remove(ferry, `jobs/${job.name}/complete.json`);
    await remove(ferry, `reports/${job.name}/report.json`);
    await openAgain(ferry, job);
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({ state });
    expect(await ferry.keys('open/')).toEqual([]);
  });

  it('is left alone for half an hour, for split may be at it', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry);
    await remove(ferry, `jobs/${job.name}/sent.json`);
    await sweep(ferry);
    expect(await has(ferry, `jobs/${job.name}/sent.json`)).toBe(false);
  });
});

describe('a job under way', () => {
  it('whose outcomes cover its plan is completed and reported', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry, '', 501);
    await writeOutcomes(ferry, job, 1);
    await sweep(ferry);
    expect(await has(ferry, `jobs/${job.name}/complete.json`)).toBe(false);
    await writeOutcomes(ferry, job);
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({ state: 'complete', records: 501 });
    expect(await ferry.keys('open/')).toEqual([]);
  });

  it('past its patience is closed: records of batches with a journal are unknown, all others unsent', async () => {
    await using ferry = await reportWorld({ settings: { ...hasty, PATIENCE_MS: '1' } });
    const job = await drop(ferry, '', 1001);
    await writeOutcomes(ferry, job, 1);
    await ferry.journal(job, 1, {});
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({
      state: 'complete_with_errors',
      reason: { text: 'it was not done within 1 ms' },
      by_status: { created: 500, unknown: 500, unsent: 1 },
    });
  });

  it('that was stopped, and that deliver cannot end, is ended: what was not sent is unsent', async () => {
    await using ferry = await hurried();
    const job = await drop(ferry, '', 501);
    await writeOutcomes(ferry, job, 1);
    await ferry.put(`jobs/${job.name}/abort`, '');
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({
      state: 'aborted',
      by_status: { created: 500, unsent: 1 },
    });
  });

  it('that was stopped a moment ago is left to deliver, which knows what is in flight', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry);
    await ferry.put(`jobs/${job.name}/abort`, '');
    await sweep(ferry);
    expect(await has(ferry, `jobs/${job.name}/complete.json`)).toBe(false);
  });
});

describe('a job that is complete', () => {
  it('and has no report gets it', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry);
    const report = await ferry.settle(job, () => ({}));
    await remove(ferry, `reports/${job.name}/report.json`);
    await openAgain(ferry, job);
    await sweep(ferry);
    expect(await ferry.report(job.name)).toEqual({ ...report, started_at: job.plan.planned_at });
    expect(await ferry.keys('open/')).toEqual([]);
  });

  it('and has its report is open no more', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry);
    await ferry.settle(job, () => ({}));
    await openAgain(ferry, job);
    await sweep(ferry);
    expect(await ferry.keys('open/')).toEqual([]);
  });
});

describe('a job that waits for a person', () => {
  const waiting = (ferry: ReportWorld) =>
    ferry.drop('lump_sum_payment/batch_remove/r/remove.ndjson', JSON.stringify(aRemoval()));

  it('is left alone', async () => {
    await using ferry = await hurried();
    // Its first sweep notes since when it looks at the inbox.
    await sweep(ferry);
    const job = await waiting(ferry);
    const before = await ferry.keys();
    await sweep(ferry);
    expect(await ferry.keys()).toEqual(before);
    expect(await has(ferry, `reports/${job.name}/awaiting_approval.json`)).toBe(true);
  });

  it('and is stopped is reported at once: nothing of it was sent', async () => {
    await using ferry = await reportWorld();
    const job = await waiting(ferry);
    await ferry.put(`jobs/${job.name}/abort`, JSON.stringify({ reason: 'the wrong month' }));
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({
      state: 'aborted',
      reason: { text: 'the wrong month' },
      by_status: { unsent: 1 },
    });
    expect(await ferry.keys(`reports/${job.name}/awaiting`)).toEqual([]);
  });

  it('for too long is stopped, and reported by the next sweep', async () => {
    await using ferry = await reportWorld({ settings: { APPROVAL_PATIENCE_MS: '1' } });
    const job = await waiting(ferry);
    await sweep(ferry);
    expect(JSON.parse(await ferry.read(`jobs/${job.name}/abort`))).toMatchObject({ by: 'sweeper' });
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({
      state: 'aborted',
      reason: { text: 'nobody approved it in time' },
    });
  });
});

describe('a sweep', () => {
  const linesOf = (ferry: ReportWorld, step: string) =>
    ferry.logs
      .filter((line) => line.includes(`"step":"${step}"`))
      .map((line): JsonObject => JSON.parse(line));

  const metricLines = (ferry: ReportWorld) =>
    ferry.logs
      .filter((line) => line.includes('"CloudWatchMetrics"'))
      .map((line): JsonObject => JSON.parse(line));

  it('reports the number of open jobs, and the age of the oldest that does not wait for a person', async () => {
    await using ferry = await reportWorld();
    await sweep(ferry);
    const hours = { 1: await drop(ferry), 50: await drop(ferry, 'approval=required/') };
    for (const [ago, job] of Object.entries(hours)) {
      const openedAt = new Date(Date.now() - Number(ago) * 3_600_000).toISOString();
      await ferry.put(
        `open/${job.name}`,
        JSON.stringify({ ...(await openOf(ferry, job)), opened_at: openedAt }),
      );
    }
    await sweep(ferry);
    const [none, two] = linesOf(ferry, 'open_jobs');
    expect(none).toEqual({ step: 'open_jobs', jobs: 0, oldest_ms: 0, waiting_for_approval: 0 });
    expect(two).toMatchObject({ jobs: 2, waiting_for_approval: 1, oldest: hours[1].name });
    expect(Number(two?.oldest_ms)).toBeGreaterThanOrEqual(3_600_000);
    expect(Number(two?.oldest_ms)).toBeLessThan(50 * 3_600_000);
    expect(metricLines(ferry).filter((line) => 'open_jobs' in line)).toMatchObject([
      { service: 'report', open_jobs: 0, oldest_open_job: 0 },
      { service: 'report', open_jobs: 2, oldest_open_job: two?.oldest_ms },
    ]);
  });

  it('counts a job from the yes or no that it waited for', async () => {
    await using ferry = await reportWorld();
    const job = await drop(ferry, 'approval=required/');
    const openedAt = new Date(Date.now() - 50 * 3_600_000).toISOString();
    await ferry.put(
      `open/${job.name}`,
      JSON.stringify({ ...(await openOf(ferry, job)), opened_at: openedAt }),
    );
    await ferry.put(`jobs/${job.name}/abort`, '{}');
    await sweep(ferry);
    const [told] = linesOf(ferry, 'open_jobs');
    expect(told).toMatchObject({ jobs: 1, waiting_for_approval: 0 });
    expect(Number(told?.oldest_ms)).toBeLessThan(3_600_000);
  });

  it('has told the alarms of the jobs before it writes a report, which may take longer than it may run', async () => {
    await using ferry = await reportWorld({
      retryWaitsMs: [],
      interceptS3: async ({ operation, key, phase }): Promise<Interception> => {
        if (operation !== 'PutObject' || phase !== 'before' || !key.endsWith('/succeeded.ndjson'))
          return 'pass';
        await Promise.all(ferry.world.report.running().map((invocation) => invocation.kill()));
        return 'cut';
      },
    });
    const job = await drop(ferry);
    await writeOutcomes(ferry, job);
    await ferry.write(
      `jobs/${job.name}/complete.json`,
      JSON.stringify({ v: 1, job: job.name, by: 'deliver', completed_at: new Date().toISOString() }),
    );
    await sweep(ferry);
    expect(await has(ferry, `reports/${job.name}/report.json`)).toBe(false);
    expect(metricLines(ferry).filter((line) => 'open_jobs' in line)).toMatchObject([{ open_jobs: 1 }]);
    expect(linesOf(ferry, 'open_jobs')).toMatchObject([{ oldest: job.name }]);
  });

  it('goes on past a job that it cannot move on, counts it, and ends well: it comes again anyway', async () => {
    await using ferry = await reportWorld({ retryWaitsMs: [] });
    await ferry.put('open/0-broken', 'no JSON');
    const job = await drop(ferry);
    await writeOutcomes(ferry, job);
    await sweep(ferry);
    expect(await ferry.report(job.name)).toMatchObject({ state: 'complete' });
    expect(ferry.world.reportFailures()).toEqual([]);
    expect(metricLines(ferry).filter((line) => 'sweep_failed' in line)).toMatchObject([{ sweep_failed: 1 }]);
    expect(linesOf(ferry, 'sweep_failed')).toMatchObject([{ job: '0-broken' }]);
  });

  it('comes by itself, on its schedule', async () => {
    await using ferry = await reportWorld({ sweepEveryMs: 20 });
    const job = await drop(ferry);
    await writeOutcomes(ferry, job);
    await expect.poll(() => has(ferry, `reports/${job.name}/report.json`)).toBe(true);
  });

  it('beside another does no harm', async () => {
    await using ferry = await hurried();
    const job = await drop(ferry);
    await forget(ferry, job);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await Promise.all([ferry.world.sweep(), ferry.world.sweep()]);
    await ferry.world.idle();
    expect((await ferry.job(job.name)).plan.state).toBe('send');
    expect(await ferry.world.sqs.waiting(queues.lanes)).toHaveLength(1);
    expect((await openOf(ferry, job)).tries).toBeLessThanOrEqual(2);
  });
});
