// Drops a file as a dry run and waits for its report. Nothing of it is sent to Feishu: `dry_run=true` stops the job after
// the plan, and should that ever fail, `approval=required` makes it wait for a person.

import { createHash } from 'node:crypto';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import * as v from 'valibot';

import { jobOfObject } from '../../shared/job/job-id.ts';
import type { Tools } from './question.ts';

export interface DryRun {
  readonly job: string;
  /** Of report.json. Undefined: no report came in time. */
  readonly state: string | undefined;
}

const longestWaitMs = 180_000;
const lookEveryMs = 2000;
const reportSchema = v.object({ state: v.string() });

export async function dryRun(tools: Tools, name: string, csv: string): Promise<DryRun> {
  const { s3, stack, id, clock, stopping, cleanUp } = tools;
  const stem = `first-hour-${id}-${name}`;
  const options = 'user_id_type=user_id/dry_run=true/approval=required/max_rejected_percent=100';
  const key = `lump_sum_payment/batch_create/${options}/${stem}.csv`;
  const inbox = { Bucket: stack.inbox, Key: key };

  let versions: readonly string[] = [];
  cleanUp.note(`s3://${stack.inbox}/${key}`, async () => {
    for (const VersionId of versions) await s3.send(new DeleteObjectCommand({ ...inbox, VersionId }));
    if (versions.length === 0) await s3.send(new DeleteObjectCommand(inbox));
  });
  const ContentMD5 = createHash('md5').update(csv).digest('base64');
  const put = await s3.send(new PutObjectCommand({ ...inbox, Body: csv, ContentMD5 }));
  versions = put.VersionId === undefined ? [] : [put.VersionId];
  const { LastModified = new Date(), ETag = '' } = await s3.send(new HeadObjectCommand(inbox));
  const version = put.VersionId ?? ETag.replaceAll('"', '');
  const job = jobOfObject({ bucket: stack.inbox, key, version }, LastModified);
  for (const prefix of [`open/${job}`, `jobs/${job}/`, `reports/${job}/`])
    cleanUp.note(`s3://${stack.records}/${prefix}`, () => removeUnder(tools, prefix));

  const report = { Bucket: stack.records, Key: `reports/${job}/report.json` };
  const endMs = clock.now() + longestWaitMs;
  while (clock.now() < endMs) {
    stopping.throwIfAborted();
    try {
      const { Body } = await s3.send(new GetObjectCommand(report));
      const { state } = v.parse(reportSchema, JSON.parse((await Body?.transformToString()) ?? ''));
      return { job, state };
    } catch (error) {
      if (!(error instanceof NoSuchKey)) throw error;
    }
    await clock.sleep(lookEveryMs, stopping);
  }
  return { job, state: undefined };
}

async function removeUnder({ s3, stack }: Tools, prefix: string): Promise<void> {
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: stack.records, Prefix: prefix }),
  );
  for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket: stack.records, Key }));
}

const header =
  'unique_id,user_id,item_id,currency_id,total_amount,binding_period,issuance_frequency,' +
  'details.1.issuance_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time,_note';

/** A file of payments to nobody. A row whose total is not its detail is refused, and stands in the report with its note. */
export function fileOf(
  id: string,
  rows: readonly { readonly isGood: boolean; readonly note: string }[],
): string {
  const lines = rows.map(({ isGood, note }, at) => {
    const total = isGood ? '1.00' : '2.00';
    return `first-hour-${id}-${at + 1},nobody,1,1,${total},0,1,1.00,to_be_issued,with_salary,2026-12-10,2026-11-20,${note}`;
  });
  return [header, ...lines, ''].join('\n');
}
