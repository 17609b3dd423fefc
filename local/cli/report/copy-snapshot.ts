// A dataset in DIR/snapshots/ as in S3: the newest run, and what names it.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import { latestKey } from '../../../shared/keys.ts';
import { latestSchema, manifestSchema, type Latest, type Manifest } from '../../../shared/run/manifest.ts';
import { json } from '../../../shared/aws/store.ts';
import { copyFolder } from './copy-folder.ts';
import type { LocalPayferry } from '../local-payferry.ts';

export interface Snapshot {
  readonly manifest: Manifest;
  /** The folder with the copies. */
  readonly folder: string;
}

export async function copySnapshot(payferry: LocalPayferry, latest: Latest, out: string): Promise<Snapshot> {
  const folder = resolve(out, latest.prefix);
  await copyFolder(payferry, latest.prefix, folder);
  // Behind its run, as in S3: whoever reads it finds all that it names.
  const path = join(out, latestKey(latest.dataset));
  const draft = join(payferry.home.drafts, 'latest.json');
  await writeFile(draft, json(latest), { mode: 0o600 });
  await rename(draft, path);
  const manifest = v.parse(manifestSchema, readJson(await readFile(join(folder, '_manifest.json'), 'utf8')));
  return { manifest, folder };
}

/** What an earlier command has left: a run of changes goes on from there. */
export async function bringLatest(payferry: LocalPayferry, dataset: string, out: string): Promise<void> {
  const text = await readFile(join(out, latestKey(dataset)), 'utf8').catch(() => undefined);
  const read = v.safeParse(latestSchema, readJson(text ?? ''));
  // One from the future, by another machine's clock, would stay the newest.
  if (text === undefined || !read.success || Date.parse(read.output.started_at) > Date.now()) return;
  const { full } = read.output;
  const manifest = full && (await readFile(join(out, full.manifest), 'utf8').catch(() => undefined));
  if (full && manifest !== undefined) await payferry.store.write(full.manifest, manifest);
  await payferry.store.write(latestKey(dataset), text);
}
