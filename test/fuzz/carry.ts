// Carries a file from the inbox to its report by the code of the functions. The caller says what deliver would have
// written.

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { droppedFilesIn } from '../../shared/aws/dropped-files.ts';
import { uploadsTo } from '../../shared/aws/upload.ts';

import type { ReportContext } from '../../functions/report/context.ts';
import { report } from '../../functions/report/report/write-report.ts';
import { reportSettings } from '../../functions/report/settings.ts';
import { routeMessage, routeObject } from '../../functions/split/trigger/route.ts';
import type { SplitInvocation } from '../../functions/split/context.ts';
import { splitSettings } from '../../functions/split/settings.ts';
import { readBatch, type BatchLine } from '../../shared/job/batch.ts';
import { completeJson } from '../../shared/job/complete.ts';
import { journalJson, type Journal } from '../../shared/job/journal.ts';
import { reportFile } from '../../shared/job/report-file.ts';
import { readRejectedLine, type RejectedLine } from '../../shared/job/rejected.ts';
import { linesIn } from '../../shared/values/ndjson.ts';
import { systemClock } from '../../shared/clock.ts';
import { tableOperations } from '../../shared/feishu/titles/table-operations.ts';
import { outcomeLines, writeOutcomes, type Outcome } from '../../shared/job/outcomes.ts';
import { planJson, type Plan, type PlanPart } from '../../shared/job/plan.ts';
import { reportJson, type Report } from '../../shared/job/report.ts';
import { readSettings } from '../../shared/settings.ts';
import { memoryStore } from '../memory-store.ts';
import { buckets, s3 } from './memory-aws.ts';

const env = {
  INBOX_BUCKET: 'inbox',
  RECORDS_BUCKET: 'records',
  DROPS_QUEUE_URL: 'https://queues/drops',
  LANES_QUEUE_URL: 'https://queues/lanes.fifo',
  INTAKE_QUEUE_URL: 'https://queues/intake',
  FEISHU_BASE_URL: 'http://127.0.0.1:9',
  FEISHU_APP_ID: 'cli_fuzz',
};
/** A queue that takes every message and keeps none. */
const takesAll = {
  send: () => Promise.resolve([]),
  hide: () => Promise.resolve([]),
  isEmpty: () => Promise.resolve(true),
};

const settings = { ...readSettings(splitSettings, env), ...readSettings(reportSettings, env) };
const inbox = 'inbox';

/** An upload to the inbox, or the body of a message on the intake queue. */
export type Dropped =
  | {
      readonly key: string;
      readonly bytes: Buffer;
      readonly cut: (bytes: Buffer) => AsyncIterable<Buffer>;
    }
  | { readonly message: string };

/** What deliver left of a batch when the job ends: an outcome for each record, a journal, or nothing. */
export type BatchEnd =
  | { readonly kind: 'outcomes'; readonly of: (line: BatchLine) => Outcome | undefined }
  | { readonly kind: 'journal'; readonly journal: (lines: readonly BatchLine[]) => Journal }
  | { readonly kind: 'nothing' };

export interface Carried {
  readonly plan: Plan;
  readonly batches: readonly (readonly BatchLine[])[];
  readonly rejected: readonly RejectedLine[];
  readonly report: Report;
  /** File name → text, of the files that the report names. */
  readonly files: ReadonlyMap<string, string>;
}

/** Undefined if no job came of it: a message that cannot be read goes to quarantine. */
export async function carry(
  dropped: Dropped,
  endOf: (batch: number) => BatchEnd,
): Promise<Carried | undefined> {
  const store = { ...memoryStore(), remove: () => Promise.resolve() };
  buckets.set(settings.RECORDS_BUCKET, {
    get: () => undefined,
    put: (key, body) => store.write(key, body),
  });
  buckets.set(inbox, {
    get: (key) =>
      'key' in dropped && key === dropped.key
        ? { bytes: dropped.bytes, body: dropped.cut(dropped.bytes) }
        : undefined,
    put: () => Promise.reject(new Error('nothing is written to the inbox')),
  });
  const ferry: SplitInvocation & ReportContext = {
    settings,
    operations: tableOperations,
    files: droppedFilesIn(s3),
    drops: takesAll,
    lanes: takesAll,
    intake: takesAll,
    listDropped: () => Readable.from([]),
    random: () => 0,
    beginUpload: uploadsTo(s3, settings.RECORDS_BUCKET),
    store,
    clock: systemClock,
    log: () => undefined,
    metrics: { count: () => undefined, time: () => undefined, flush: () => undefined },
    checkTime: () => undefined,
  };
  if ('key' in dropped) await routeObject(ferry, { bucket: inbox, key: dropped.key });
  else
    await routeMessage(ferry, {
      messageId: '',
      receiptHandle: '',
      body: dropped.message,
      group: '',
      receiveCount: 1,
      queue: 'intake',
      sender: undefined,
    });

  const textOf = (key: string) => store.objects.get(key) ?? '';
  const planned = [...store.objects.keys()].find((key) => key.endsWith('/plan.json'));
  if (planned === undefined) return undefined;
  const plan = planJson.parse(textOf(planned));
  const { job } = plan;
  const textOfPart = ({ key, sha256 }: PlanPart) => {
    if (createHash('sha256').update(textOf(key)).digest('hex') !== sha256)
      throw new Error(`${key} is not what the plan says`);
    return textOf(key);
  };
  const batches = plan.batches.map((part) => readBatch(textOfPart(part)));
  const rejected = plan.rejected.flatMap((part) => linesIn(textOfPart(part))).map(readRejectedLine);
  if (!store.objects.has(completeJson.key({ job }))) {
    for (const [index, lines] of batches.entries()) {
      const end = endOf(index);
      if (end.kind === 'journal') await journalJson.write(store, { job, batch: index }, end.journal(lines));
      if (end.kind !== 'outcomes') continue;
      const outcomes = lines.flatMap((line) => end.of(line) ?? []);
      await store.write(outcomeLines.key({ job, batch: index }), writeOutcomes(outcomes));
    }
    const completed_at = new Date(0).toISOString();
    await completeJson.write(store, { job }, { v: 1, job, by: 'deliver', completed_at });
  }
  await report(ferry, job);
  const written = reportJson.parse(textOf(reportJson.key({ job })));
  const files = new Map(written.files.map((name) => [name, textOf(reportFile.key({ job, file: name }))]));
  return { plan, batches, rejected, report: written, files };
}
