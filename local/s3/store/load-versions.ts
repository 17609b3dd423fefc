// Reads the versions of a bucket from their files, and removes replaced files that a kill left.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { OnBroken } from './put-aside.ts';
import { readSealed } from './read-sealed.ts';
import { fileNameOf, idOf, keyHashIn, readVersion, type Version } from './version.ts';

interface Found {
  readonly name: string;
  readonly version: Version;
}

/**
 * The versions of each key, oldest first. What is no whole file of a version (cut off, misnamed, a folder) is left out
 * and passed to `onBroken`.
 */
export function loadVersions(
  directory: string,
  onBroken: OnBroken = () => undefined,
): Map<string, Version[]> {
  const found = readdirSync(directory).map((name) => readFile(directory, name));
  const whole = found
    .flatMap(({ name, version, isWhole }) => (version && isWhole ? [{ name, version }] : []))
    .toSorted((a, b) => a.version.sequence - b.version.sequence);

  const byKey = new Map<string, Map<string, Found>>();
  for (const file of whole) {
    const ofKey = byKey.get(file.version.key) ?? new Map<string, Found>();
    byKey.set(file.version.key, ofKey);
    // A kill between an overwrite and the removal of the replaced file leaves both.
    const replaced = ofKey.get(idOf(file.version));
    if (replaced) rmSync(join(directory, replaced.name));
    ofKey.delete(idOf(file.version));
    ofKey.set(idOf(file.version), file);
  }

  // A file that has lost its end has lost its key. Another version of the same key has the same hash in its name.
  const keys = new Map(whole.map(({ name, version }) => [keyHashIn(name), version.key]));
  for (const { name, version, isWhole } of found) {
    const key = version?.key ?? keys.get(keyHashIn(name));
    if (!isWhole) onBroken({ file: join(directory, name), key, name });
  }
  return new Map([...byKey].map(([key, ofKey]) => [key, [...ofKey.values()].map(({ version }) => version)]));
}

function readFile(directory: string, name: string) {
  const file = join(directory, name);
  const seal = statSync(file).isFile() ? readSealed(file) : undefined;
  const version = readVersion(seal?.about);
  const isWhole =
    version !== undefined && version.sizeBytes === seal?.bodyBytes && fileNameOf(version) === name;
  return { name, version, isWhole };
}
