// The section on the cold start.

import type { Results } from '../results.ts';
import { percent, table, whole } from './tables.ts';

const wanted = 1.3;

export function coldStartSection({ 'cold-start': cases }: Results): string {
  const all = Object.values(cases).map(({ figures }) => figures);
  const bundles = all.filter((figures) => figures.kind === 'bundle');
  const imports = all.filter((figures) => figures.kind === 'import');
  const shareOf = (name: string, owner: string) =>
    bundles.find((of) => of.function === name)?.shares.find(({ what }) => what === owner)?.share ?? 0;
  return `## Cold start

A fresh process imports the function's bundle. The floor is an empty handler with the same SDK clients, bundled in the same way; by
turns, medians. What AWS adds (a machine, the zip's way there, Node itself) is the same for both. The zip holds the bundle alone.

${table(
  [
    'function',
    'import',
    'floor',
    'ratio, processor time',
    'wanted',
    'zip',
    'floor',
    'AWS SDK in the bundle',
    'our code',
  ],
  imports.map((of) => [
    of.function,
    `${of.ms} ms`,
    `${of.floor_ms} ms`,
    (of.cpu_ms / of.floor_cpu_ms).toFixed(2),
    String(wanted),
    `${whole(of.zip_bytes / 1000)} kB`,
    `${whole(of.floor_zip_bytes / 1000)} kB`,
    percent(shareOf(of.function, 'AWS SDK')),
    percent(shareOf(of.function, 'ours')),
  ]),
)}

**What limits it:** the AWS SDK. Ours to take away is what lies above 1.00: the operations' schemas, which are built when a function
starts, and the parsers and writers of formats.`;
}
