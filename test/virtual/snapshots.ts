// Reads the newest snapshot of a dataset, and holds its parts against its manifest.

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import { latestJson } from '../../shared/run/latest.ts';
import { manifestJson, type Manifest } from '../../shared/run/manifest.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import type { VirtualPayferry } from './payferry.ts';

export interface Snapshot {
  readonly manifest: Manifest;
  readonly records: readonly JsonObject[];
}

export function newestSnapshot(ferry: VirtualPayferry, dataset: string): Snapshot {
  const latest = latestJson.parse(ferry.read(latestJson.key({ dataset })));
  const manifest = manifestJson.parse(ferry.read(latest.manifest));
  const records = manifest.files.flatMap(({ name, sha256, bytes }) => {
    const part = ferry.bytes(latest.manifest.replace('_manifest.json', name));
    const found = createHash('sha256').update(part).digest('hex');
    if (found !== sha256 || part.length !== bytes) throw new Error(`${name} is not what the manifest says`);
    return gunzipSync(part).toString().trimEnd().split('\n').map(readRecord);
  });
  return { manifest, records };
}

function readRecord(line: string): JsonObject {
  const record = readJson(line);
  if (!isJsonObject(record)) throw new Error('a line of a part is no object');
  return record;
}
