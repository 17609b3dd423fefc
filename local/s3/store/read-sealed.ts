// Reads the description of a sealed file (sealed-file.ts), and the length of its body.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { readJson } from '../../../shared/values/json.ts';

/** Bytes of the last field of the file, which holds the length of the JSON text, also in bytes. */
export const lengthBytes = 4;

export interface Sealed {
  readonly about: unknown;
  readonly bodyBytes: number;
}

/**
 * Undefined: the file is shorter than its last four bytes say. `about` is undefined if the description is no JSON, as
 * that of a file that is cut off. Reading is synchronous, because a start makes many small reads.
 */
export function readSealed(file: string): Sealed | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const length = Buffer.alloc(lengthBytes);
    if (size < lengthBytes) return undefined;
    readSync(descriptor, length, 0, lengthBytes, size - lengthBytes);
    const bodyBytes = size - lengthBytes - length.readUInt32BE();
    if (bodyBytes < 0) return undefined;
    const json = Buffer.alloc(length.readUInt32BE());
    readSync(descriptor, json, 0, json.length, bodyBytes);
    return { about: readJson(json.toString()), bodyBytes };
  } finally {
    closeSync(descriptor);
  }
}
