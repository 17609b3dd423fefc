// The records of a window, staged page by page; its entry, written when the last page is there, makes them count. Names
// carry their content's hash: what a crashed attempt left is never taken for an entry's.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import * as v from 'valibot';

import type { JsonObject } from '../../../shared/values/json.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ExportContext, Run } from '../context.ts';
import { windowKey, type Axis, type Window } from './window.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const entryFields = {
  records: count,
  /** Gzip members, one a page, of a record a line. */
  chunks: v.array(
    v.object({
      key: v.string(),
      sha256: v.string(),
      /** Of each page its records, and when it was read. */
      pages: v.array(v.object({ records: count, read_ms: v.number() })),
    }),
  ),
};
export const windowEntrySchema = v.object(entryFields);
/** Of a window that an invocation has left in good order: the token of the page after the last, until the next takes it. */
export const begunEntrySchema = v.object({ ...entryFields, page_token: v.optional(v.string()) });
export type BegunEntry = WindowEntry & { readonly page_token: string };
export type WindowEntry = v.InferOutput<typeof windowEntrySchema>;
export type Chunk = WindowEntry['chunks'][number];

export interface StagedWindow {
  add(records: readonly JsonObject[], readMs: number): Promise<void>;
  end(): Promise<WindowEntry>;
  /** For the next invocation to go on. */
  leave(pageToken: string): Promise<void>;
}

/** About ten times as much when it is unpacked. */
const chunkBytes = 1024 * 1024;
/** Read again in minutes: speed counts, not size. */
const gzipped = promisify((text: string, done: (error: Error | null, bytes: Buffer) => void) =>
  gzip(text, { level: 1 }, done),
);

export function stageWindow(
  { store, objects }: ExportContext,
  { plan }: Run,
  axis: Axis,
  window: Window,
  begun: BegunEntry | undefined,
): StagedWindow {
  const name = windowKey(plan.run, axis, window);
  const chunks: Chunk[] = [...(begun?.chunks ?? [])];
  let held: Buffer[] = [];
  let bytes = 0;
  let pages: Chunk['pages'] = [];

  async function flush(): Promise<void> {
    const body = Buffer.concat(held);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const number = String(chunks.length).padStart(5, '0');
    const key = `${name}-${number}-${sha256.slice(0, 8)}.ndjson.gz`;
    chunks.push({ key, sha256, pages });
    [held, bytes, pages] = [[], 0, []];
    await objects.write(key, body);
  }

  async function entryOfAll(): Promise<WindowEntry> {
    if (pages.length > 0) await flush();
    const records = chunks.flatMap((chunk) => chunk.pages).reduce((sum, page) => sum + page.records, 0);
    return { records, chunks };
  }

  return {
    async add(records, readMs) {
      if (records.length === 0) return;
      const page = await gzipped(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      held.push(page);
      bytes += page.length;
      pages.push({ records: records.length, read_ms: readMs });
      if (bytes >= chunkBytes) await flush();
    },

    async end() {
      const entry = await entryOfAll();
      await store.write(`${name}.json`, json(entry));
      return entry;
    },

    async leave(pageToken) {
      const entry: BegunEntry = { ...(await entryOfAll()), page_token: pageToken };
      await store.write(`${name}.begun.json`, json(entry));
    },
  };
}
