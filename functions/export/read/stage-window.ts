// Stages the records of a window (a piece of time) page by page, in chunks. The window's entry, written when the last page is
// there, makes them count.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { JsonObject } from '../../../shared/values/json.ts';
import {
  begunWindowJson,
  windowChunk,
  windowJson,
  type BegunEntry,
  type Chunk,
  type WindowEntry,
} from '../../../shared/run/window.ts';
import type { ExportContext, Run } from '../context.ts';
import { windowName, type Axis, type Window } from './window.ts';

export interface StagedWindow {
  add(records: readonly JsonObject[], readMs: number): Promise<void>;
  end(): Promise<WindowEntry>;
  /** Stores what was read and the token of the next page, so that the next invocation can go on there. */
  leave(pageToken: string): Promise<void>;
}

/** A chunk ends at so many packed bytes, which are some 10 MB when they are unpacked. */
const chunkBytes = 1024 * 1024;
/** The chunks are read again within minutes, so speed counts and not size. */
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
  const names = { run: plan.run, window: windowName(axis, window) };
  const chunks: Chunk[] = [...(begun?.chunks ?? [])];
  let held: Buffer[] = [];
  let bytes = 0;
  let pages: Chunk['pages'] = [];

  async function flush(): Promise<void> {
    const body = Buffer.concat(held);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const key = windowChunk.key({ ...names, chunk: chunks.length, sha: sha256.slice(0, 8) });
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
      await windowJson.write(store, names, entry);
      return entry;
    },

    async leave(pageToken) {
      await begunWindowJson.write(store, names, { ...(await entryOfAll()), page_token: pageToken });
    },
  };
}
