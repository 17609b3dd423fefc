// Reads the sample files, fills in the ids that only the report of an earlier sample has, and compares the results with
// the expected ones.

import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import type { Parcel } from '../inbox/parcel.ts';
import type { Counts, Result } from '../report/result.ts';
import { firstRows } from '../report/result.ts';
import type { Language } from '../../language.ts';
import { say, type Say } from '../words/say.ts';

const number = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.object({
  succeeded: number,
  already_there: number,
  refused: number,
  not_sent: v.optional(number, 0),
  unclear: number,
});
const sample = v.object({
  file: v.string(),
  says: v.object({ en: v.string(), zh: v.string() }),
  expected: counts,
});
const samplesSchema = v.object({
  samples: v.array(sample),
  held_at_the_end: v.object({ lump_sum_payment: number, recurring_payment: number }),
});

export type Sample = v.InferOutput<typeof sample>;

const folder = resolve(import.meta.dirname, '../../../events/samples');

export async function readSamples(): Promise<v.InferOutput<typeof samplesSchema>> {
  return v.parse(samplesSchema, readJson(await readFile(join(folder, 'samples.json'), 'utf8')));
}

export interface Filled {
  readonly parcel: Parcel;
  /** Number of ids that were filled in. */
  readonly ids: number;
}

/**
 * Replaces each text like `<id of bonus-2026-11-0001>` by the id that Feishu gave that payment. `language`: of the messages in
 * the report.
 */
export async function fillSample(
  { file }: Sample,
  idOf: ReadonlyMap<string, string>,
  language: Language,
): Promise<Filled> {
  const path = join(folder, file);
  const parcel = {
    name: basename(file),
    shown: basename(file),
    folders: [...dirname(file).split('/'), `language=${language}`],
  };
  const bytes = await readFile(path);
  // A workbook, or text in another encoding, goes as it is.
  if (!isUtf8(bytes)) return { ids: 0, parcel: { ...parcel, body: { path, bytes: bytes.length } } };
  const text = bytes.toString();
  let ids = 0;
  const filled = text.replaceAll(/<id of ([^>]+)>/g, (_, uniqueId: string) => {
    const id = idOf.get(uniqueId);
    if (id === undefined) throw new Error(`${file}: no report tells the id of ${uniqueId}`);
    ids += 1;
    return id;
  });
  return { ids, parcel: { ...parcel, body: filled } };
}

/** The identity (unique_id, or id of an update or removal) and Feishu's id of each record that succeeded. */
export async function idsOf(result: Result): Promise<readonly (readonly [string, string])[]> {
  const rows = await firstRows(result, 'succeeded', Infinity);
  return rows.map(({ identity, id }) => [identity, id]);
}

/** One sentence about all counts that differ from the expected ones. Empty: none differs. */
export function deviation({ name, counts: found }: Result, expected: Counts): readonly Say[] {
  const differences = (['succeeded', 'already_there', 'refused', 'not_sent', 'unclear'] as const)
    .filter((count) => found[count] !== expected[count])
    .map((count) => ({ count, found: found[count], expected: expected[count] }));
  return differences.length === 0 ? [] : [say('demo.other_counts', { file: name, differences })];
}

type Held = Readonly<Record<string, number>>;

export function heldDeviations(by: 'sandbox' | 'snapshots', found: Held, expected: Held): readonly Say[] {
  return Object.entries(expected)
    .filter(([resource, records]) => found[resource] !== records)
    .map(([resource, records]) =>
      say(`demo.other_in_${by}`, { resource, found: found[resource] ?? 0, expected: records }),
    );
}
