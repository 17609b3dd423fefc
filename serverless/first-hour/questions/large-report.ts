// Question 3: a report whose file is larger than one part of a multipart upload.

import { HeadObjectCommand } from '@aws-sdk/client-s3';

import { dryRun, fileOf } from '../dry-run.ts';
import { asExpected, differs, type Answer, type Question, type Tools } from '../question.ts';

export const largeReport: Question = {
  number: 3,
  asks: 'Is a report of more than 5 MiB written, as a multipart upload with checksums?',
  how: 'A dry run of a generated file of 12,000 refused rows and 100 good ones. The refused rows make a failed.csv of some 8 MB.',
  expects:
    'The dry run is reported, and failed.csv has more than 5 MiB in several parts. Its checksum is told.',
  ifItDiffers: 'Keep files below 5,000 refused rows, and send the maintainers the log of report.',
  ask,
};

const partBytes = 5 * 1024 * 1024;

async function ask(tools: Tools): Promise<Answer> {
  const { s3, stack, id } = tools;
  const rows = Array.from({ length: 12_100 }, (_, at) => ({ isGood: at % 121 === 0, note: 'x'.repeat(400) }));
  const { job, state } = await dryRun(tools, 'large-report', fileOf(id, rows));
  if (state === undefined) return differs(`the dry run ${job} has no report after three minutes`);
  const key = `reports/${job}/failed.csv`;
  const {
    ContentLength = 0,
    ETag = '',
    ...head
  } = await s3.send(new HeadObjectCommand({ Bucket: stack.records, Key: key, ChecksumMode: 'ENABLED' }));
  const parts = Number(/-(\d+)"?$/.exec(ETag)?.[1] ?? 1);
  const checksum = head.ChecksumCRC32 ?? head.ChecksumCRC64NVME ?? head.ChecksumSHA256;
  const seen = `state ${state}, failed.csv has ${ContentLength} bytes in ${parts} parts, ${checksum === undefined ? 'no checksum' : `checksum ${head.ChecksumType ?? 'of an unnamed type'}`}`;
  const isWhole = state === 'dry_run' && ContentLength > partBytes && parts > 1;
  return isWhole ? asExpected(seen) : differs(seen);
}
