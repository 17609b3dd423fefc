// Reads the name, format and packing of a dropped file from its key.

import type { Format } from './plan.ts';

const names: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'tsv',
  txt: 'tsv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
};

export interface FileName {
  /** The name without .gz and its extension. A name like .csv stays as it is. */
  readonly stem: string;
  /** Undefined for an extension that is unknown or missing. */
  readonly format: Format | undefined;
  readonly gzip: boolean;
}

/** True for the empty object that the S3 console makes for a new folder. */
export function isFolder(key: string): boolean {
  return key.endsWith('/');
}

export function nameIn(key: string): string {
  return key.split('/').at(-1) ?? key;
}

export const knownExtensions: readonly string[] = Object.keys(names);

export function readFileName(name: string): FileName {
  const gzip = /\.gz$/i.test(name);
  const unpacked = gzip ? name.slice(0, -'.gz'.length) : name;
  const dot = unpacked.lastIndexOf('.');
  const extension = dot < 0 ? '' : unpacked.slice(dot + 1).toLowerCase();
  const format = Object.hasOwn(names, extension) ? names[extension] : undefined;
  return { stem: dot > 0 ? unpacked.slice(0, dot) : unpacked, format, gzip };
}
