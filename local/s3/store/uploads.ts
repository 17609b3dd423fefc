// The incomplete multipart uploads of a bucket. Each has a folder with one file that describes it, and one for each part.

import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { clearAway, privateFolder, syncFolder, type Disk } from './disk.ts';
import { uploadFile, type KeptUpload } from './load-uploads.ts';
import { createLocks, type Locked } from './locks.ts';
import type { Draft } from './sealed-file.ts';
import type { Part, Upload } from './upload.ts';

export interface OpenUpload {
  readonly upload: Upload;
  readonly parts: ReadonlyMap<number, Part>;
  fileOf(part: Part): string;
}

export interface Uploads {
  /** Runs acts on one upload, named by its id, one after the other: adding parts, completion and abort. */
  readonly locked: Locked;
  create(upload: Omit<Upload, 'initiatedMs'>): Promise<string>;
  find(id: string, key: string): OpenUpload | undefined;
  addPart(id: string, part: Part, draft: Draft): Promise<void>;
  drop(id: string): Promise<void>;
}

interface UploadsOptions {
  readonly dir: string;
  readonly open: Map<string, KeptUpload>;
  readonly createDraft: () => Promise<Draft>;
  readonly now: () => number;
  readonly disk: Disk;
}

export function createUploads({ dir, open, createDraft, now, disk }: UploadsOptions): Uploads {
  async function begin(id: string, upload: Upload): Promise<void> {
    const draft = await createDraft();
    try {
      await mkdir(join(dir, id), { mode: privateFolder });
      if (disk.durable) await syncFolder(dir);
    } catch (error) {
      await draft.discard().catch(() => undefined);
      throw error;
    }
    await draft.seal(upload, join(dir, id, uploadFile));
  }

  return {
    locked: createLocks(),

    async create(begun) {
      const id = randomBytes(32).toString('hex');
      const upload = { ...begun, initiatedMs: now() };
      // A folder that stays without its upload file is removed at the next start.
      await begin(id, upload);
      open.set(id, { upload, parts: new Map() });
      return id;
    },

    find(id, key) {
      const found = open.get(id);
      if (found?.upload.key !== key) return undefined;
      return { ...found, fileOf: ({ number }) => join(dir, id, String(number)) };
    },

    async addPart(id, part, draft) {
      const parts = open.get(id)?.parts;
      // Sealing may fail after the earlier file of this part was replaced. So the part is forgotten first, and after a
      // failure the client has to send it again.
      parts?.delete(part.number);
      await draft.seal(part, join(dir, id, String(part.number)));
      parts?.set(part.number, part);
    },

    async drop(id) {
      open.delete(id);
      await clearAway(join(dir, id, uploadFile), disk);
      await clearAway(join(dir, id), disk);
    },
  };
}
