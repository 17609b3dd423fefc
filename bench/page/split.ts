// The section on split.

import type { Results } from '../results.ts';
import { megabytes, occurring, percent, table, time, whole } from './tables.ts';

const formats = ['ndjson', 'csv'] as const;
/** The share of the floor's speed that split must reach, by processor time. */
const wanted = { ndjson: 1 / 6, csv: 1 / 3 };

export function splitSection({ split }: Results): string {
  const all = Object.values(split).map(({ figures }) => figures);
  const speeds = all.filter((figures) => figures.kind === 'speed');
  const memory = all.filter((figures) => figures.kind === 'memory');
  const profiles = all.filter((figures) => figures.kind === 'where');
  const kinds = occurring(profiles.flatMap(({ shares }) => shares.map(({ what }) => kindOf(what))));
  return `## split

A file of good bonuses (13 columns, one detail each) goes from S3 through the rules into batches and onto the queue. The floor
is the least that reading takes: lines and \`JSON.parse\`, or csv-parse alone. Each runs in a process of its own; medians.

${table(
  ['file', 'records', 'split', 'records/s', 'floor', 'of the floor, processor time', 'wanted'],
  speeds.map((of) => [
    `${of.format}, ${of.megabytes} MB`,
    whole(of.records),
    `${(of.megabytes / (of.ms / 1000)).toFixed(1)} MB/s`,
    whole((of.records / of.ms) * 1000),
    `${(of.megabytes / (of.floor_ms / 1000)).toFixed(1)} MB/s`,
    (of.floor_cpu_ms / of.cpu_ms).toFixed(2),
    wanted[of.format].toFixed(2),
  ]),
)}

Memory is the process's peak, Node and the SDK included. It holds a few pieces of the file, whatever the file's size, and a place
in the table that finds a repeated \`unique_id\`: 8 MiB for every 734,000 records.

${table(
  ['size', ...formats.flatMap((format) => [format, `${format}, peak`])],
  occurring(memory.map((of) => of.megabytes)).map((size) => [
    `${whole(size)} MB`,
    ...formats.flatMap((format) => {
      const of = memory.find((figures) => figures.format === format && figures.megabytes === size);
      return of ? [time(of.ms), megabytes(of.peak_bytes)] : ['', ''];
    }),
  ]),
)}

Where processor time goes (\`node --cpu-prof\` on the sources):

${table(
  ['', ...profiles.map(({ format, megabytes: size }) => `${format}, ${size} MB`)],
  kinds.map((kind) => [
    kind,
    ...profiles.map(({ shares }) =>
      percent(shares.reduce((sum, { what, share }) => (kindOf(what) === kind ? sum + share : sum), 0)),
    ),
  ]),
)}

**What limits it:** one processor, and no single step. Every record is parsed, judged, added to the totals, looked for among those
before it, put into its batch, hashed with it and sent to S3. A file is planned long before Feishu has taken its records.`;
}

function kindOf(what: string): string {
  return /^(functions|shared)\//.test(what) ? 'our files' : what;
}
