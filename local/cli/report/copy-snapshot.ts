// Copies the newest run of a dataset to DIR/snapshots/, with the latest.json that names it. For a run of changes, brings
// an earlier latest.json back into the store.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { textOf } from '../../../shared/document.ts';
import { latestJson, type Latest } from '../../../shared/run/latest.ts';
import { manifestJson, type Manifest } from '../../../shared/run/manifest.ts';
import { copyFolder } from './copy-folder.ts';
import type { LocalPayferry } from '../local-payferry.ts';

export interface Snapshot {
  readonly manifest: Manifest;
  /** Folder of the copies. */
  readonly folder: string;
}

export async function copySnapshot(payferry: LocalPayferry, latest: Latest, out: string): Promise<Snapshot> {
  const folder = resolve(out, latest.prefix);
  await copyFolder(payferry, latest.prefix, folder);
  // latest.json is written after the run's files, as in S3, so that a reader finds every file that it names.
  const path = join(out, latestJson.key({ dataset: latest.dataset }));
  const draft = join(payferry.home.drafts, 'latest.json');
  await writeFile(draft, textOf(latest), { mode: 0o600 });
  await rename(draft, path);
  const manifest = manifestJson.parse(await readFile(join(folder, '_manifest.json'), 'utf8'));
  return { manifest, folder };
}

/**
 * Writes an earlier copy of latest.json, and of the manifest of its full run, into the store. A run of changes then
 * continues from there. Without such a copy it does nothing.
 */
export async function bringLatest(payferry: LocalPayferry, dataset: string, out: string): Promise<void> {
  const text = await readFile(join(out, latestJson.key({ dataset })), 'utf8').catch(() => undefined);
  const latest = latestJson.tryParse(text ?? '');
  // A snapshot from the future, by the clock of another machine, would stay the newest for ever.
  if (!latest || Date.parse(latest.started_at) > Date.now()) return;
  const { full } = latest;
  const manifest = full && (await readFile(join(out, full.manifest), 'utf8').catch(() => undefined));
  if (full && manifest !== undefined) await payferry.store.write(full.manifest, manifest);
  await latestJson.write(payferry.store, { dataset }, latest);
}
