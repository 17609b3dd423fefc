// Reads a bucket's directory at the start, and clears away what a kill left behind.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { readSeal } from './sealed-file.ts';
import { idOf, readVersion, type Version } from './version.ts';

/** The versions of each key, oldest first. */
export function loadVersions(directory: string): Map<string, Version[]> {
  const versions = readdirSync(directory)
    .map((name) => {
      const version = readVersion(readSeal(join(directory, name)));
      if (!version) throw new Error(`not an object of this server: ${join(directory, name)}`);
      return { name, version };
    })
    .toSorted((a, b) => a.version.sequence - b.version.sequence);

  const byKey = new Map<string, Map<string, (typeof versions)[number]>>();
  for (const found of versions) {
    const ofKey = byKey.get(found.version.key) ?? new Map<string, typeof found>();
    byKey.set(found.version.key, ofKey);
    // Killed between an overwrite and the removal of what it replaced.
    const replaced = ofKey.get(idOf(found.version));
    if (replaced) rmSync(join(directory, replaced.name));
    ofKey.delete(idOf(found.version));
    ofKey.set(idOf(found.version), found);
  }
  return new Map([...byKey].map(([key, ofKey]) => [key, [...ofKey.values()].map(({ version }) => version)]));
}
