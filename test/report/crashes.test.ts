// Kills at any step, and repeated requests for the report: the files are the same each time, and report.json is written
// last.

import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import type { Interception } from '../../local/s3/start.ts';
import { buckets } from '../../local/world/start.ts';
import { aBonus } from '../records.ts';
import type { Job } from '../split/harness.ts';
import { reportWorld, type ReportWorld } from './harness.ts';

/** A size in bytes, large enough that each of the three files is uploaded in parts. */
const large = 10_500_000;
const bodyOf = (records: number, remarkChars: number) =>
  Array.from({ length: records }, (_, index) =>
    JSON.stringify(aBonus({ unique_id: `b-${index}`, _note: 'x'.repeat(remarkChars) })),
  ).join('\n');
const key = (name: string) => `lump_sum_payment/batch_create/${name}/a.ndjson`;

/** Writes outcomes for all batches but one, which is left for the report to close. */
const settle = (ferry: ReportWorld, job: Job) =>
  ferry.settle(
    job,
    ({ row }) => {
      if (row % 3 === 0) return { status: 'refused', code: 1 };
      return row % 3 === 1 ? { status: 'unknown' } : {};
    },
    [1],
  );

async function essence(ferry: ReportWorld, { name }: Job) {
  const report = await ferry.report(name);
  const files = await Promise.all(report.files.map((file) => ferry.file(name, file)));
  return {
    report: { ...report, job: '', source: '', started_at: '', finished_at: '' },
    files,
    open: await ferry.keys(`open/${name}`),
    reports: (await ferry.keys(`reports/${name}/`)).length,
  };
}

describe('a kill', () => {
  it('at every request of the report, before or after it took effect, and then a retry, ends as if nothing had happened', async () => {
    let countdown = Infinity;
    let killed = '';
    await using ferry = await reportWorld({
      interceptS3: async ({ operation, key: at, phase }): Promise<Interception> => {
        const running = ferry.world.report.running();
        if (running.length === 0 || at.endsWith('/complete.json')) return 'pass';
        countdown -= 1;
        if (countdown !== 0) return 'pass';
        killed = `${phase} ${operation} ${at.replace(/.*\//, '')}`;
        await Promise.all(running.map((invocation) => invocation.kill()));
        return 'cut';
      },
    });
    const body = bodyOf(501, 0);
    const reference = await ferry.drop(key('reference'), body);
    await settle(ferry, reference);
    const wanted = await essence(ferry, reference);
    expect(wanted).toMatchObject({
      open: [],
      reports: 4,
      report: { records: 501, state: 'complete_with_errors' },
    });

    const kills: string[] = [];
    for (let at = 1; ; at += 1) {
      const job = await ferry.drop(key(`kill-${at}`), body);
      [countdown, killed] = [at, ''];
      await settle(ferry, job);
      countdown = Infinity;
      if (killed === '') break;
      kills.push(killed);
      expect(await essence(ferry, job), killed).toEqual(wanted);
    }
    for (const write of [
      '00001.ndjson',
      'succeeded.ndjson',
      'failed.ndjson',
      'unclear.ndjson',
      'report.json',
    ]) {
      expect(kills).toContain(`before PutObject ${write}`);
      expect(kills).toContain(`after PutObject ${write}`);
    }
    expect(kills.filter((kill) => kill.includes('DeleteObject'))).toHaveLength(4);
    expect(ferry.world.reportFailures()).toEqual([]);
  }, 180_000);

  it('in the middle of a large upload leaves no visible object, and the retry writes it whole', async () => {
    const kills: string[] = [];
    await using ferry = await reportWorld({
      interceptS3: async ({ operation, phase }): Promise<Interception> => {
        const about = `${phase} ${operation}`;
        const isOfParts = /Upload/.test(operation);
        if (!isOfParts || kills.includes(about) || kills.length >= 2) return 'pass';
        kills.push(about);
        await Promise.all(ferry.world.report.running().map((invocation) => invocation.kill()));
        return 'cut';
      },
    });
    const records = 600;
    const job = await ferry.drop(key('large'), bodyOf(records, large / records));
    const report = await ferry.settle(job, () => ({}));
    expect(kills).toHaveLength(2);
    expect(report).toMatchObject({ state: 'complete', records, files: ['succeeded.ndjson'] });
    const lines = (await ferry.file(job.name, 'succeeded.ndjson'))?.trimEnd().split('\n') ?? [];
    expect(lines.map((line) => JSON.parse(line).unique_id)).toEqual(
      Array.from({ length: records }, (_, index) => `b-${index}`),
    );
  });
});

describe('the order of the writes', () => {
  it('is the three files, then report.json, and open/ goes last', async () => {
    const writes: string[] = [];
    await using ferry = await reportWorld({
      interceptS3: ({ operation, key: at, phase }) => {
        if (phase === 'after' && /^(Put|Delete)/.test(operation) && /^(reports|open)\//.test(at))
          writes.push(`${operation} ${at.split('/')[0]}/${at.split('/').slice(2).join('/')}`);
        return 'pass';
      },
    });
    await settle(ferry, await ferry.drop(key('order'), bodyOf(3, 0)));
    expect(writes.slice(1, 4).toSorted()).toEqual([
      'PutObject reports/failed.ndjson',
      'PutObject reports/succeeded.ndjson',
      'PutObject reports/unclear.ndjson',
    ]);
    expect(writes.slice(4)).toEqual([
      'PutObject reports/report.json',
      'DeleteObject reports/awaiting_approval.json',
      'DeleteObject open/',
    ]);
  });
});

describe('S3 that fails for a while', () => {
  it('delays the report, and leaves no unfinished upload', async () => {
    let failing = 3;
    const uploads: string[] = [];
    await using ferry = await reportWorld({
      interceptS3: ({ operation, phase }) => {
        if (phase === 'after' && /(Create|Abort|Complete)MultipartUpload/.test(operation))
          uploads.push(operation);
        if (operation !== 'UploadPart' || phase !== 'before' || failing === 0) return 'pass';
        failing -= 1;
        return 'fail';
      },
    });
    const job = await ferry.drop(key('failing'), bodyOf(600, large / 600));
    expect(await ferry.settle(job, () => ({}))).toMatchObject({ state: 'complete', records: 600 });
    const begun = uploads.filter((operation) => operation.startsWith('Create'));
    const ended = uploads.filter((operation) => !operation.startsWith('Create'));
    expect(ended).toHaveLength(begun.length);
  });
});

describe('the report that is asked for', () => {
  const eventOf = (object: object) => ({
    Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: buckets.records }, object } }],
  });

  it('twice at once is one report', async () => {
    await using ferry = await reportWorld({
      disorder: { random: () => 0, duplicateShare: 1 },
    });
    const job = await ferry.drop(key('twice'), bodyOf(501, 0));
    await settle(ferry, job);
    expect(ferry.logs.filter((line) => line.includes('"step":"reported"'))).toHaveLength(1);
    expect(ferry.world.reportFailures()).toEqual([]);
    expect(await essence(ferry, job)).toMatchObject({ open: [], reports: 4, report: { records: 501 } });
  });

  it('again, long after, is the same report', async () => {
    await using ferry = await reportWorld();
    const job = await ferry.drop(key('again'), bodyOf(2, 0));
    await settle(ferry, job);
    const before = await ferry.read(`reports/${job.name}/report.json`);
    await ferry.put(`jobs/${job.name}/abort`, '');
    await ferry.complete(job.name, { completed_at: '2027-01-01T00:00:00.000Z' });
    expect(await ferry.read(`reports/${job.name}/report.json`)).toBe(before);
  });

  it.each([
    [
      'an S3 notification, whose keys are URL-encoded',
      (at: string) => eventOf({ key: at.replaceAll('.', '%2E').replaceAll('-', '%2D') }),
    ],
    [
      'an event of EventBridge, whose keys are not',
      (at: string) => ({
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: { bucket: { name: buckets.records }, object: { key: at } },
      }),
    ],
  ])('by %s is written', async (_, event) => {
    await using ferry = await reportWorld();
    const job = await ferry.drop(key('encoded'), bodyOf(1, 0));
    const report = await ferry.settle(job, () => ({}));
    await ferry.world.s3.send(
      new DeleteObjectCommand({ Bucket: buckets.records, Key: `reports/${job.name}/report.json` }),
    );
    const outcome = await ferry.world.report.invoke(event(`jobs/${job.name}/complete.json`));
    expect(outcome).toEqual({ kind: 'ok', result: null });
    expect(await ferry.report(job.name)).toEqual({ ...report, started_at: job.plan.planned_at });
  });

  it('for another object, or a bucket that is not ours, is none', async () => {
    await using ferry = await reportWorld();
    const job = await ferry.drop(key('other'), bodyOf(1, 0));
    const elsewhere = {
      Records: [
        {
          eventSource: 'aws:s3',
          s3: { bucket: { name: buckets.inbox }, object: { key: `jobs/${job.name}/complete.json` } },
        },
      ],
    };
    await ferry.world.report.invoke(eventOf({ key: `jobs/${job.name}/plan.json` }));
    await ferry.world.report.invoke(elsewhere);
    expect(await ferry.keys(`reports/${job.name}/`)).toEqual([]);
  });

  it('of a job that is not complete waits until it is', async () => {
    await using ferry = await reportWorld();
    const job = await ferry.drop(key('early'), bodyOf(1, 0));
    await ferry.world.report.invoke(eventOf({ key: `jobs/${job.name}/complete.json` }));
    expect(await ferry.keys(`reports/${job.name}/`)).toEqual([]);
    expect(await ferry.keys(`open/${job.name}`)).toHaveLength(1);
  });
});
