// The multipart uploads of a bucket that are not complete: a directory for each, with a file for each part.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createLocks, type Locked } from './locks.ts';
import { readSeal, type Draft } from './sealed-file.ts';
import { readPart, readUpload, type Part, type Upload } from './upload.ts';

export interface OpenUpload {
  readonly upload: Upload;
  readonly parts: ReadonlyMap<number, Part>;
  fileOf(part: Part): string;
}

export interface Uploads {
  /** Parts are added, and the upload is completed or aborted, one after the other. */
  readonly locked: Locked;
  create(upload: Omit<Upload, 'initiatedMs'>): Promise<string>;
  find(id: string, key: string): OpenUpload | undefined;
  addPart(id: string, part: Part, draft: Draft): Promise<void>;
  drop(id: string): Promise<void>;
}

/** Written first, removed first: a directory without it is what a kill left behind. */
const uploadFile = 'upload';

export async function createUploads(
  dir: string,
  createDraft: () => Promise<Draft>,
  now: () => number,
): Promise<Uploads> {
  const open = loadUploads(dir);

  return {
    locked: createLocks(),

    async create(begun) {
      const id = randomBytes(32).toString('hex');
      const upload = { ...begun, initiatedMs: now() };
      await mkdir(join(dir, id));
      await (await createDraft()).seal(upload, join(dir, id, uploadFile));
      open.set(id, { upload, parts: new Map() });
      return id;
    },

    find(id, key) {
      const found = open.get(id);
      if (found?.upload.key !== key) return undefined;
      return { ...found, fileOf: ({ number }) => join(dir, id, String(number)) };
    },

    async addPart(id, part, draft) {
      await draft.seal(part, join(dir, id, String(part.number)));
      open.get(id)?.parts.set(part.number, part);
    },

    async drop(id) {
      open.delete(id);
      await rm(join(dir, id, uploadFile));
      await rm(join(dir, id), { recursive: true });
    },
  };
}

function loadUploads(dir: string): Map<string, { upload: Upload; parts: Map<number, Part> }> {
  mkdirSync(dir, { recursive: true });
  const uploads: ReturnType<typeof loadUploads> = new Map();
  for (const id of readdirSync(dir)) {
    const names = readdirSync(join(dir, id));
    const upload = names.includes(uploadFile) ? readUpload(readSeal(join(dir, id, uploadFile))) : undefined;
    if (!upload) {
      rmSync(join(dir, id), { recursive: true });
      continue;
    }
    const parts = names
      .filter((name) => name !== uploadFile)
      .map((name) => readPart(readSeal(join(dir, id, name))))
      .filter((part) => part !== undefined);
    uploads.set(id, { upload, parts: new Map(parts.map((part) => [part.number, part])) });
  }
  return uploads;
}
