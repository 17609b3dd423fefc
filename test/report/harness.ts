// A world with split and report, but without deliver: a test says itself what became of the records.

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { buckets, type WorldOptions } from '../../local/world/start.ts';
import type { BatchLine } from '../../shared/job/batch.ts';
import { completeJson } from '../../shared/job/complete.ts';
import { journalJson, type Journal } from '../../shared/job/journal.ts';
import { outcomeLines, type Outcome } from '../../shared/job/outcomes.ts';
import { reportJson, type Report } from '../../shared/job/report.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { anOutcome } from './an-outcome.ts';
import { splitWorld, type Job, type SplitWorld } from '../split/harness.ts';

export type OutcomeOf = (line: BatchLine) => Partial<Outcome>;

export interface ReportWorld extends SplitWorld {
  /** Writes outcomes for the batches of a job, except those in `without`, and completes the job as deliver does. */
  settle(job: Job, outcomeOf: OutcomeOf, without?: readonly number[]): Promise<Report>;
  /** Writes the object and does not wait. */
  put(key: string, body: string): Promise<void>;
  journal(job: Job, batch: number, changes: Partial<Journal>): Promise<void>;
  complete(job: string, content?: JsonObject): Promise<Report>;
  report(job: string): Promise<Report>;
  /** One of the three files. Undefined if it does not exist. */
  file(job: string, name: string): Promise<string | undefined>;
}

export async function reportWorld(options: Partial<WorldOptions> = {}): Promise<ReportWorld> {
  const ferry = await splitWorld(options);
  const { s3 } = ferry.world;

  async function put(key: string, body: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: buckets.records, Key: key, Body: Buffer.from(body) }));
  }

  async function report(job: string): Promise<Report> {
    return reportJson.parse(await ferry.read(reportJson.key({ job })));
  }

  async function complete(job: string, content: JsonObject = {}): Promise<Report> {
    const completed = { v: 1, job, by: 'deliver', completed_at: '2026-11-20T10:00:00.000Z', ...content };
    await ferry.write(completeJson.key({ job }), JSON.stringify(completed));
    return report(job);
  }

  return {
    ...ferry,
    put,
    report,
    complete,
    async settle({ name, batches }, outcomeOf, without = []) {
      for (const [index, lines] of batches.entries()) {
        if (without.includes(index)) continue;
        const outcomes = lines.map((line) => JSON.stringify({ ...anOutcome(line), ...outcomeOf(line) }));
        await put(outcomeLines.key({ job: name, batch: index }), `${outcomes.join('\n')}\n`);
      }
      return complete(name);
    },
    journal: ({ name }, batch, changes) =>
      put(journalJson.key({ job: name, batch }), JSON.stringify({ ...emptyJournal, ...changes })),
    async file(job, name) {
      const keys = await ferry.keys(`reports/${job}/${name}`);
      return keys.length === 0 ? undefined : ferry.read(`reports/${job}/${name}`);
    },
  };
}

const emptyJournal: Journal = {
  v: 2,
  by: 'an invocation',
  taken_ms: 0,
  since_ms: 0,
  released: false,
  records: [],
  broken: 0,
  broken_since: 0,
  calls: 0,
  throttled: 0,
};
