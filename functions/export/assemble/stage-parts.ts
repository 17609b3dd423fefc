// Makes the parts of a snapshot, files of bounded size in the format that was asked for, and stages them: they are stored
// under exports/ until they are published. staged.json is written when the last part is there.

import { createHash } from 'node:crypto';

import type { JsonObject } from '../../../shared/values/json.ts';
import { PlainError } from '../../../shared/errors.ts';
import type { RunRead } from '../../../shared/run/read.ts';
import {
  stagedJson,
  stagedPart,
  stagedPartJson,
  type Staged,
  type StagedPart,
} from '../../../shared/run/staged.ts';
import type { ExportInvocation, HandBack, Run } from '../context.ts';
import { columnsOf } from '../parts/columns.ts';
import { encodePart, extensionOf } from '../parts/encode.ts';
import { mergedRecords, type Dropped } from './merge.ts';
import { SnapshotSums } from './sums.ts';

/** A part ends at so many characters of JSON too, because it is made in memory. */
const partChars = 48 * 1024 * 1024;

export async function stageParts(
  invocation: ExportInvocation,
  run: Run,
  read: RunRead,
): Promise<'done' | HandBack> {
  const { objects, store, clock, workEndsMs } = invocation;
  const { plan, operation } = run;
  const sums = new SnapshotSums(operation.amount);
  const dropped: Dropped = { repeats: 0, older_states: 0 };
  const parts: StagedPart[] = [];
  let held: JsonObject[] = [];
  let chars = 0;

  for await (const record of mergedRecords(objects, read, dropped)) {
    sums.count(record);
    held.push(record);
    chars += JSON.stringify(record).length;
    if (held.length < plan.part_records && chars < partChars) continue;
    if (clock.now() > workEndsMs) return { why: 'deadline' };
    parts.push(await stagePart(invocation, run, parts.length, held));
    [held, chars] = [[], 0];
  }
  if (held.length > 0 || parts.length === 0) parts.push(await stagePart(invocation, run, parts.length, held));

  const inParts = parts.reduce((sum, part) => sum + part.records, 0);
  if (inParts !== sums.records)
    throw new PlainError(`the parts of ${plan.run} hold ${inParts} records, and the run ${sums.records}`);
  const staged: Staged = {
    v: 1,
    parts,
    records: sums.records,
    totals: sums.totals(),
    fields: [...sums.fields()],
    maybe_hidden: [...sums.maybeHidden(operation)],
    dropped,
    windows: read.created.length + read.modified.length,
    read_at: read.read_at,
  };
  await stagedJson.writeOnce(store, { run: plan.run }, staged);
  return 'done';
}

/** A part that an earlier attempt has staged is not made again: the same code makes the same parts of the same windows. */
async function stagePart(
  { objects, store, log, codeSha256 }: ExportInvocation,
  { plan, operation }: Run,
  index: number,
  records: readonly JsonObject[],
): Promise<StagedPart> {
  const { run } = plan;
  const code = codeSha256.slice(0, 16);
  const kept = await stagedPartJson.read(store, { run, code, part: index });
  if (kept) return kept;

  const body = await encodePart(plan.format, columnsOf(operation), records);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const extension = extensionOf(plan.format);
  const part: StagedPart = {
    name: `part-${String(index).padStart(5, '0')}.${extension}`,
    key: stagedPart.key({ run, code, part: index, sha: sha256.slice(0, 8), extension }),
    records: records.length,
    bytes: body.length,
    sha256,
  };
  await objects.write(part.key, body);
  await stagedPartJson.write(store, { run, code, part: index }, part);
  log('part', { run, part: index, records: part.records, bytes: part.bytes });
  return part;
}
