// split, report and deliver with an S3 that answers each request 40 ms late, compared with S3 as fast as this machine has it.

import { setTimeout } from 'node:timers/promises';

import type { Intercept } from '../local/s3/start.ts';
import { createRecordsStore } from '../shared/aws/store.ts';
import { openJob } from '../shared/job/open.ts';
import { reportJson } from '../shared/job/report.ts';
import type { Part } from './case.ts';
import { carryByFerry } from './deliver/by-ferry.ts';
import { layJob } from './growth/lay-job.ts';
import { reportOf } from './growth/memory-of-report.ts';
import { median, rounded } from './numbers.ts';
import { delayMs, rounds as usualRounds } from './s3-delay/constants.ts';
import type { S3DelayFigures } from './s3-delay/figures.ts';
import { aFile, splitOf } from './split/split-of.ts';
import { startStores } from './stores.ts';

const lanes = 20;
const latencyMs = 1000;

export const s3DelayCases: Part = ({ quick }) => {
  const rounds = quick ? 1 : usualRounds;
  const [megabytes, reported, carried] = quick ? [20, 20_000, 20_000] : [1000, 1_000_000, 100_000];
  return [
    { name: `split, ndjson, ${megabytes} MB`, run: () => ofSplit(megabytes, rounds) },
    { name: `report, ndjson, ${reported} records`, run: () => ofReport(reported, rounds) },
    { name: `deliver, ${lanes} lanes, ${latencyMs} ms`, run: () => ofDeliver(carried, rounds) },
  ];
};

async function ofSplit(megabytes: number, rounds: number): Promise<S3DelayFigures> {
  const s3 = lateS3();
  await using stores = await startStores(s3.intercept);
  const { file, records } = await aFile(stores, 'ndjson', megabytes);
  const times = await byTurns(rounds, (round, isLate) =>
    s3.with(isLate, () => splitOf(stores, file, 'ndjson', `round-${round}-${isLate ? 'late' : 'near'}`)),
  );
  return { kind: 'split', megabytes, records, rounds, delay_ms: delayMs, ...timesOf(times) };
}

async function ofReport(records: number, rounds: number): Promise<S3DelayFigures> {
  const s3 = lateS3();
  await using stores = await startStores(s3.intercept);
  const job = 'bench';
  const store = createRecordsStore(stores.s3, stores.records);
  await layJob(store, job, 'ndjson', records);
  const opened = await openJob.read(store, { job });
  const times = await byTurns(rounds, async (_, isLate) => {
    // A job that has its report gets no other.
    await reportJson.remove(store, { job });
    if (opened) await openJob.write(store, { job }, opened);
    return s3.with(isLate, () => reportOf(stores, job));
  });
  return { kind: 'report', records, rounds, delay_ms: delayMs, ...timesOf(times) };
}

async function ofDeliver(records: number, rounds: number): Promise<S3DelayFigures> {
  const { near, late } = await byTurns(rounds, async (_, isLate) => {
    const { intercept } = lateS3(isLate);
    const carried = await carryByFerry({ latency_ms: latencyMs }, lanes, records, { interceptS3: intercept });
    return carried.calls_per_second;
  });
  return {
    kind: 'deliver',
    lanes,
    latency_ms: latencyMs,
    records,
    rounds,
    delay_ms: delayMs,
    near_per_second: median(near),
    near_least_per_second: Math.min(...near),
    late_per_second: median(late),
    late_least_per_second: Math.min(...late),
  };
}

/** An answer is late by itself: it holds up no other request, and the request has had its effect. */
function lateS3(isLate = false) {
  let answersLate = isLate;
  const intercept: Intercept = ({ phase }) =>
    phase === 'after' && answersLate ? setTimeout(delayMs, 'pass' as const) : 'pass';
  return {
    intercept,
    async with<Result>(late: boolean, work: () => Promise<Result>): Promise<Result> {
      answersLate = late;
      try {
        return await work();
      } finally {
        answersLate = false;
      }
    },
  };
}

/** Alternates both, so that other load on the machine affects both alike. */
async function byTurns<Result>(
  rounds: number,
  run: (round: number, isLate: boolean) => Promise<Result>,
): Promise<{ readonly near: readonly Result[]; readonly late: readonly Result[] }> {
  const near: Result[] = [];
  const late: Result[] = [];
  for (let round = 0; round < rounds; round += 1) {
    near.push(await run(round, false));
    late.push(await run(round, true));
  }
  return { near, late };
}

interface Times {
  readonly ms: number;
  readonly peakRssBytes: number;
}

function timesOf({ near, late }: { readonly near: readonly Times[]; readonly late: readonly Times[] }) {
  const ms = (times: readonly Times[]) => times.map((time) => time.ms);
  const peak = (times: readonly Times[]) => Math.max(...times.map(({ peakRssBytes }) => peakRssBytes));
  return {
    near_ms: rounded(median(ms(near))),
    near_least_ms: rounded(Math.min(...ms(near))),
    late_ms: rounded(median(ms(late))),
    late_least_ms: rounded(Math.min(...ms(late))),
    near_peak_bytes: peak(near),
    late_peak_bytes: peak(late),
  };
}
