// Bundles the functions as they ship, once for a run of the bench, into a folder that is removed at exit.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildFunctions } from '../build.mjs';

let building: Promise<string> | undefined;

/** The folder that holds `<function>/index.mjs`. */
export function builtFunctions(): Promise<string> {
  building ??= build();
  return building;
}

async function build(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'payferry-bench-dist-'));
  process.once('exit', () => rmSync(dir, { recursive: true }));
  await buildFunctions(join(import.meta.dirname, '..'), dir);
  return dir;
}
