// Copies a dataset to DIR/snapshots/: its newest run, and the object that names it.

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
  // Written after the run, as in S3, so that a reader finds every file that it names.
  const path = join(out, latestJson.key({ dataset: latest.dataset }));
  const draft = join(payferry.home.drafts, 'latest.json');
  await writeFile(draft, textOf(latest), { mode: 0o600 });
  await rename(draft, path);
  const manifest = manifestJson.parse(await readFile(join(folder, '_manifest.json'), 'utf8'));
  return { manifest, folder };
}

/** Brings what an earlier command has copied into the store, so that a run of changes continues from there. */
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
