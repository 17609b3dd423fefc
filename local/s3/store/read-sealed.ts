// What a sealed file says about its body, and how long that body is.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { readJson } from '../../../shared/values/json.ts';

/** Of the length of the JSON text, at the end of a file. */
export const lengthBytes = 4;

export interface Sealed {
  readonly about: unknown;
  readonly bodyBytes: number;
}

/** Undefined where the file was cut off. Synchronous: many small reads, once, at the start. */
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
