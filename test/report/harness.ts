// A world with split and report on board and nobody who delivers: a test says itself what became of the records.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { buckets, type WorldOptions } from '../../local/world/start.ts';
import type { BatchLine } from '../../shared/job/batch.ts';
import { readJson, type JsonObject } from '../../shared/values/json.ts';
import { callBookKey, completeKey, outcomesKey } from '../../shared/keys.ts';
import type { Outcome } from '../../shared/job/outcomes.ts';
import { reportSchema, type Report } from '../../shared/job/report.ts';
import type { Journal } from '../../shared/job/journal.ts';
import { anOutcome } from './an-outcome.ts';
import { splitWorld, type Job, type SplitWorld } from '../split/harness.ts';

export type OutcomeOf = (line: BatchLine) => Partial<Outcome>;

export interface ReportWorld extends SplitWorld {
  /** Writes a job's outcomes, but for batches that have none, and completes it as deliver does. */
  settle(job: Job, outcomeOf: OutcomeOf, without?: readonly number[]): Promise<Report>;
  /** Without waiting for anything. */
  put(key: string, body: string): Promise<void>;
  book(job: Job, batch: number, changes: Partial<Journal>): Promise<void>;
  complete(job: string, content?: JsonObject): Promise<Report>;
  report(job: string): Promise<Report>;
  /** One of the three files; undefined where it is not there. */
  file(job: string, name: string): Promise<string | undefined>;
}

export async function reportWorld(options: Partial<WorldOptions> = {}): Promise<ReportWorld> {
  const ferry = await splitWorld(options);
  const { s3 } = ferry.world;

  async function put(key: string, body: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: buckets.records, Key: key, Body: Buffer.from(body) }));
  }

  async function report(job: string): Promise<Report> {
    return v.parse(reportSchema, readJson(await ferry.read(`reports/${job}/report.json`)));
  }

  async function complete(job: string, content: JsonObject = {}): Promise<Report> {
    const completed = { v: 1, job, by: 'deliver', completed_at: '2026-11-20T10:00:00.000Z', ...content };
    await ferry.write(completeKey(job), JSON.stringify(completed));
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
        await put(outcomesKey(name, index), `${outcomes.join('\n')}\n`);
      }
      return complete(name);
    },
    book: ({ name }, batch, changes) =>
      put(callBookKey(name, batch), JSON.stringify({ ...emptyBook, ...changes })),
    async file(job, name) {
      const keys = await ferry.keys(`reports/${job}/${name}`);
      return keys.length === 0 ? undefined : ferry.read(`reports/${job}/${name}`);
    },
  };
}

const emptyBook: Journal = {
  v: 1,
  by: 'an invocation',
  taken_ms: 0,
  first_call_ms: 0,
  settled: [],
  group_size: 500,
  broken: 0,
  calls: 0,
  throttled: 0,
};
