// The parts of the snapshot, staged: files of bounded size in the format that was asked for. staged.json, written when
// the last is there, holds all that the manifest will say of them.

import { createHash } from 'node:crypto';

import * as v from 'valibot';

import { readJson, type JsonObject } from '../../../shared/values/json.ts';
import { runStagedKey, stagedPartKey } from '../../../shared/keys.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import { totalsSchema } from '../../../shared/job/plan.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ExportInvocation, HandBack, Run } from '../context.ts';
import { columnsOf } from '../parts/columns.ts';
import { encodePart, extensionOf } from '../parts/encode.ts';
import type { RunRead } from '../read/read-run.ts';
import { mergedRecords, type Dropped } from './merge.ts';
import { SnapshotSums } from './sums.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const partSchema = v.object({
  /** As it will be called; where it is staged. */
  name: v.string(),
  key: v.string(),
  records: count,
  bytes: count,
  sha256: v.string(),
});
type Part = v.InferOutput<typeof partSchema>;

const stagedSchema = v.object({
  v: v.literal(1),
  parts: v.array(partSchema),
  records: count,
  totals: totalsSchema,
  fields: v.array(v.string()),
  maybe_hidden: v.array(v.object({ field: v.string(), scope: v.string() })),
  dropped: v.object({ repeats: count, older_states: count }),
  windows: count,
  read_at: v.string(),
});
export type Staged = v.InferOutput<typeof stagedSchema>;

export async function readStaged({ store }: ExportInvocation, { plan }: Run): Promise<Staged | undefined> {
  const kept = await store.read(runStagedKey(plan.run));
  return kept === undefined ? undefined : v.parse(stagedSchema, readJson(kept));
}

/** The records that a part may hold, and about how many characters of them: a part is made in memory. */
const partChars = 48 * 1024 * 1024;

/** Undefined when staged.json is there. */
export async function stageParts(
  invocation: ExportInvocation,
  run: Run,
  read: RunRead,
): Promise<HandBack | undefined> {
  const { objects, store, clock, workEndsMs } = invocation;
  const { plan, operation } = run;
  const sums = new SnapshotSums(run.amount);
  const dropped: Dropped = { repeats: 0, older_states: 0 };
  const parts: Part[] = [];
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
  await store.writeOnce(runStagedKey(plan.run), json(staged));
  return undefined;
}

/**
 * What an earlier attempt has staged already is not made again: the same code makes the same parts of the same windows.
 * Other code may bound them elsewhere.
 */
async function stagePart(
  { objects, store, log, codeSha256 }: ExportInvocation,
  { plan, operation }: Run,
  index: number,
  records: readonly JsonObject[],
): Promise<Part> {
  const number = String(index).padStart(5, '0');
  const code = codeSha256.slice(0, 16);
  const entryKey = stagedPartKey(plan.run, `${code}/${number}.json`);
  const kept = await store.read(entryKey);
  if (kept !== undefined) return v.parse(partSchema, readJson(kept));

  const body = await encodePart(plan.format, columnsOf(operation), records);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const extension = extensionOf(plan.format);
  const part: Part = {
    name: `part-${number}.${extension}`,
    key: stagedPartKey(plan.run, `${code}/${number}-${sha256.slice(0, 8)}.${extension}`),
    records: records.length,
    bytes: body.length,
    sha256,
  };
  await objects.write(part.key, body);
  await store.write(entryKey, json(part));
  log('part', { run: plan.run, part: index, records: part.records, bytes: part.bytes });
  return part;
}
