// The section on an S3 that answers late.

import type { Results } from '../results.ts';
import { delayMs, rounds } from '../s3-delay/constants.ts';
import type { S3DelayFigures } from '../s3-delay/figures.ts';
import { megabytes, table, time, whole } from './tables.ts';

/** At most so many times the time with S3 next door. */
const mostTimes = 1.5;
const leastPerSecond = 9.3;

export function s3DelaySection({ 's3-delay': cases }: Results): string {
  const all = Object.values(cases).map(({ figures }) => figures);
  return `## S3 that answers late

On AWS a small read from S3 takes 15 to 40 ms and a small write 30 to 60 ms; the S3 of this machine takes a few. The same work with it
as it is, and with each of its answers ${delayMs} ms late; by turns, medians of ${rounds} rounds, in brackets the shortest time and the lowest rate.

${table(
  ['', 'records', 'as it is', 'late', 'late to as it is', 'wanted', 'peak memory as it is', 'late'],
  all.map(rowOf),
)}

split has 16 writes on the way and report reads 12 batches ahead, with three reads each. So both hide the delay behind their own
work. A lane of deliver has its turn every 2.1 s, which leaves room for the reads and writes between two calls.`;
}

function rowOf(of: S3DelayFigures): readonly string[] {
  if (of.kind === 'deliver') {
    return [
      `deliver, ${of.lanes} lanes, Feishu's answers after ${time(of.latency_ms)}`,
      whole(of.records),
      rate(of.near_per_second, of.near_least_per_second),
      rate(of.late_per_second, of.late_least_per_second),
      (of.late_per_second / of.near_per_second).toFixed(2),
      `${leastPerSecond} calls/s`,
      '',
      '',
    ];
  }
  return [
    of.megabytes === undefined ? of.kind : `${of.kind}, ndjson, ${whole(of.megabytes)} MB`,
    whole(of.records),
    took(of.near_ms, of.near_least_ms),
    took(of.late_ms, of.late_least_ms),
    (of.late_ms / of.near_ms).toFixed(2),
    `at most ${mostTimes}`,
    megabytes(of.near_peak_bytes),
    megabytes(of.late_peak_bytes),
  ];
}

function rate(median: number, least: number): string {
  return `${median.toFixed(2)} calls/s (${least.toFixed(2)})`;
}

function took(median: number, least: number): string {
  return `${time(median)} (${time(least)})`;
}
