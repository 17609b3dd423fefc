// The section on the cold start.

import type { ColdStartFigures } from '../cold-start/figures.ts';
import { mark, type SectionOf } from './section.ts';
import { percent, table, whole } from './tell.ts';

type Imported = Extract<ColdStartFigures, { kind: 'import' }>;

const wanted = 1.3;

export const coldStartSection: SectionOf = ({ machine, ...results }) => {
  const cases = Object.values(results['cold-start']);
  const imports = cases.flatMap(({ figures, ...at }) => (figures.kind === 'import' ? [{ figures, at }] : []));
  const bundles = cases.flatMap(({ figures }) => (figures.kind === 'bundle' ? [figures] : []));
  const owners = [...new Set(bundles.flatMap(({ shares }) => shares.map(({ what }) => what)))];
  return {
    markdown: `## Cold start

A fresh process imports the function's bundle, beside one that imports an empty middy handler with the same SDK clients,
bundled in the same way; by turns, medians. What AWS adds (a machine, the zip's way there, Node itself) is the same for
both. The zip holds the bundle and nothing else.

${table(
  ['function', 'import', 'floor', 'ratio by the clock', 'by processor time', 'zip', 'floor'],
  imports.map(({ figures, at }) => [
    `${figures.function}${mark(at, machine.cores)}`,
    `${figures.ms} ms`,
    `${figures.floor_ms} ms`,
    (figures.ms / figures.floor_ms).toFixed(2),
    (figures.cpu_ms / figures.floor_cpu_ms).toFixed(2),
    `${whole(figures.zip_bytes / 1000)} kB`,
    `${whole(figures.floor_zip_bytes / 1000)} kB`,
  ]),
)}

Whose code the bundles are:

${table(
  ['function', 'bundle', ...owners],
  bundles.map(({ function: name, bytes, shares }) => [
    name,
    `${whole(bytes / 1000)} kB`,
    ...owners.map((owner) => percent(shares.find(({ what }) => what === owner)?.share ?? 0)),
  ]),
)}

**What limits it:** the AWS SDK. ${told(imports.map(({ figures }) => figures))} What is ours to take away is the rest above 1.00: the
operations' schemas, which are built when a function starts, and the parsers and writers of formats.`,
    plots: {},
  };
};

function told(imports: readonly Imported[]): string {
  const missed = imports.filter(({ cpu_ms, floor_cpu_ms }) => cpu_ms / floor_cpu_ms > wanted);
  if (missed.length === 0)
    return `At most ${wanted} times the floor was wanted, and each function keeps to it.`;
  return `At most ${wanted} times the floor was wanted: **missed** by ${missed.map((figures) => figures.function).join(', ')}.`;
}
