// Reads the incomplete uploads at the start. Removes the remains that a kill left, and passes on what is damaged.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { OnBroken } from './put-aside.ts';
import { readSealed } from './read-sealed.ts';
import { readSeal } from './sealed-file.ts';
import { readPart, readUpload, type Part, type Upload } from './upload.ts';

/**
 * Name of the file that describes an upload, in the upload's folder. It is written first and removed first, so a folder
 * without it was left by a kill or a failed request.
 */
export const uploadFile = 'upload';

export interface KeptUpload {
  readonly upload: Upload;
  readonly parts: Map<number, Part>;
}

export function loadUploads(dir: string, onBroken: OnBroken): Map<string, KeptUpload> {
  const uploads = new Map<string, KeptUpload>();
  for (const id of readdirSync(dir)) {
    const folder = join(dir, id);
    const names = readdirSync(folder);
    if (!names.includes(uploadFile)) {
      rmSync(folder, { recursive: true });
      continue;
    }
    const upload = readUpload(readSeal(join(folder, uploadFile)));
    // If the description is damaged, the whole folder is: without the key the parts are useless.
    if (upload) uploads.set(id, { upload, parts: loadParts(folder, id, upload.key, onBroken) });
    else onBroken({ file: folder, key: undefined, name: id });
  }
  return uploads;
}

function loadParts(folder: string, id: string, key: string, onBroken: OnBroken): Map<number, Part> {
  const parts = new Map<number, Part>();
  for (const name of readdirSync(folder).filter((file) => file !== uploadFile)) {
    const file = join(folder, name);
    const seal = readSealed(file);
    const part = readPart(seal?.about);
    const isWhole = part?.sizeBytes === seal?.bodyBytes && String(part?.number) === name;
    if (part && isWhole) parts.set(part.number, part);
    else onBroken({ file, key, name: `${id}.${name}` });
  }
  return parts;
}
