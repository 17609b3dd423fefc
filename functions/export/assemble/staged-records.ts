// The records of finished windows, as they were staged; the next chunk is on its way while one is told.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import type { Chunk, WindowEntry } from '../read/stage-window.ts';
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
  let ahead = chunks[0] && load(objects, chunks[0]);
  for (const [index, chunk] of chunks.entries()) {
    const text = await ahead;
    const next = chunks[index + 1];
    ahead = next && load(objects, next);
    // Whoever waits for it gets its failure; until then it is nobody's.
    ahead?.catch(() => undefined);
    yield* recordsOf(chunk, text ?? '');
  }
}

function* recordsOf({ key, pages }: Chunk, text: string): Generator<StagedRecord> {
  const lines = text.split('\n');
  let line = 0;
  for (const { records, read_ms: readMs } of pages) {
    for (const end = line + records; line < end; line += 1) {
      const record = readJson(lines[line] ?? '');
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
