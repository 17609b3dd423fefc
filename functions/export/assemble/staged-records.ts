// Reads the records of finished windows (pieces of time) back from the chunks in which they were staged.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { must, PlainError } from '../../../shared/errors.ts';
import { prefetch } from '../../../shared/prefetch.ts';
import type { Chunk, WindowEntry } from '../../../shared/run/window.ts';
import type { SnapshotObjects } from '../snapshot-objects.ts';

export interface StagedRecord {
  readonly record: JsonObject;
  readonly readMs: number;
}

const gunzipped = promisify((bytes: Uint8Array, done: (error: Error | null, text: Buffer) => void) =>
  gunzip(bytes, done),
);

export async function* stagedRecords(
  objects: SnapshotObjects,
  windows: readonly WindowEntry[],
): AsyncGenerator<StagedRecord, void, undefined> {
  const chunks = windows.flatMap((window) => window.chunks);
  const loaded = prefetch(
    chunks.length,
    async (index) => {
      const chunk = must(chunks[index], 'a chunk of the windows');
      return { chunk, text: await load(objects, chunk) };
    },
    mostAhead,
  );
  for await (const { chunk, text } of loaded) yield* recordsOf(chunk, text);
}

/** How many chunks are loaded ahead: one takes some 10 MB once it is unpacked. */
const mostAhead = 2;

function* recordsOf({ key, pages }: Chunk, text: string): Generator<StagedRecord> {
  const lines = text.split('\n');
  let line = 0;
  for (const { records, read_ms: readMs } of pages) {
    for (const end = line + records; line < end; line += 1) {
      const record = readJson(must(lines[line], `line ${line + 1} of ${key}`));
      if (!isJsonObject(record)) throw new PlainError(`${key} holds no record in line ${line + 1}`);
      yield { record, readMs };
    }
  }
}

async function load(objects: SnapshotObjects, { key, sha256 }: Chunk): Promise<string> {
  const bytes = await objects.read(key);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new PlainError(`${key} is not what its window says`);
  return (await gunzipped(bytes)).toString();
}
