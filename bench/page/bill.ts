// The price of a file on AWS, from the counted requests and AWS's list prices.

import type { WholeFerry } from '../growth/figures.ts';

/** List prices of us-east-1 in US dollars, from public pages of the first half of 2026: assumptions. */
export const prices = {
  lambdaGbSecond: 0.000_013_333_4,
  lambdaMillionRequests: 0.2,
  s3ThousandWrites: 0.005,
  s3ThousandReads: 0.000_4,
  s3GbMonth: 0.023,
  sqsFifoMillionRequests: 0.5,
  logsGb: 0.5,
  outGb: 0.09,
} as const;

/** The memory of the functions, as in serverless.yml. */
const memoryMb: Readonly<Record<string, number>> = { split: 1769, deliver: 1024, report: 1769 };
const writes = [
  'PutObject',
  'CopyObject',
  'ListObjectsV2',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
];
const reads = ['GetObject', 'HeadObject'];

export interface Bill {
  readonly lambda: number;
  readonly s3: number;
  readonly sqs: number;
  readonly logs: number;
  readonly out: number;
  /** The price of storage for a month. It is not in the sum. */
  readonly storageMonth: number;
}

export function billOf(ferry: WholeFerry): Bill {
  const gbSeconds = Object.entries(ferry.busy_ms).map(
    ([name, ms]) => ((memoryMb[name] ?? 0) / 1024) * (ms / 1000),
  );
  return {
    lambda:
      sum(gbSeconds) * prices.lambdaGbSecond +
      (sum(Object.values(ferry.invocations)) / 1e6) * prices.lambdaMillionRequests,
    s3:
      (sum(writes.map((name) => ferry.s3[name] ?? 0)) / 1000) * prices.s3ThousandWrites +
      (sum(reads.map((name) => ferry.s3[name] ?? 0)) / 1000) * prices.s3ThousandReads,
    sqs: (sum(Object.values(ferry.sqs)) / 1e6) * prices.sqsFifoMillionRequests,
    logs: (ferry.logged_bytes / 1e9) * prices.logsGb,
    // A call carries its records as in the file, nearly to the byte.
    out: (ferry.bytes / 1e9) * prices.outGb,
    storageMonth: ((ferry.stored_bytes + ferry.bytes) / 1e9) * prices.s3GbMonth,
  };
}

export function sumOf({ lambda, s3, sqs, logs, out }: Bill): number {
  return lambda + s3 + sqs + logs + out;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
