// The section on split.

import type { SplitFigures } from '../split/figures.ts';
import { mark, type SectionOf } from './section.ts';
import { megabytes, percent, short, table, time, whole } from './tell.ts';

type Of<Kind extends SplitFigures['kind']> = Extract<SplitFigures, { kind: Kind }>;

const formats = ['ndjson', 'csv'] as const;
const filledFromMb = 250;
const targets = { ndjson: 1 / 6, csv: 1 / 3 };

export const splitSection: SectionOf = ({ machine, split }) => {
  const cases = Object.values(split);
  const speeds = cases.flatMap(({ figures, ...at }) => (figures.kind === 'speed' ? [{ figures, at }] : []));
  const memory = cases
    .flatMap(({ figures, ...at }) => (figures.kind === 'memory' ? [{ figures, at }] : []))
    .toSorted((a, b) => a.figures.megabytes - b.figures.megabytes);
  const profiles = cases.flatMap(({ figures }) => (figures.kind === 'where' ? [figures] : []));
  const sizes = memory.map(({ figures }) => figures.megabytes);
  return {
    markdown: `## split

A file of good bonuses (13 columns, one detail), from S3 through the rules into batches and onto the queue, beside the least
that reading it can take: its lines and \`JSON.parse\` of each, or csv-parse alone. Each in a process of its own, by turns;
medians. By the clock on the wall other work on the machine counts, by processor time hardly. Of a small file's time much
goes into starting: the SDK, and code that is not yet compiled.

${table(
  ['file', 'split', '', 'floor', 'of the floor, by the clock', 'by processor time', 'wanted'],
  speeds.map(({ figures, at }) => [
    `${figures.format}, ${figures.megabytes} MB, ${whole(figures.records)} records${mark(at, machine.cores)}`,
    `${short(perSecond(figures.megabytes, figures.ms))} MB/s`,
    `${whole(perSecond(figures.records, figures.ms))} records/s`,
    `${short(perSecond(figures.megabytes, figures.floor_ms))} MB/s`,
    (figures.floor_ms / figures.ms).toFixed(2),
    (figures.floor_cpu_ms / figures.cpu_ms).toFixed(2),
    targets[figures.format].toFixed(2),
  ]),
)}

Memory is the process's peak, Node and the SDK included. It holds the pieces of the file that are on their way, whatever
its size, and of each record only its place in the tables that find a \`unique_id\` given twice: 8 MiB for every 734,000.
${growthTold(memory.map(({ figures }) => figures))}

${table(
  ['file', 'records', 'time', 'peak memory'],
  memory.map(({ figures, at }) => [
    `${figures.format}, ${whole(figures.megabytes)} MB${mark(at, machine.cores)}`,
    whole(figures.records),
    time(figures.ms),
    megabytes(figures.peak_bytes),
  ]),
)}

![Peak memory of split by the size of the file](performance-split-memory.svg)

Where the time goes (\`node --cpu-prof\` on the sources, so that loading them counts too; by the innermost of our files on
the stack, largest first):

${profiles.map(profileTable).join('\n\n')}

**What limits it:** one processor. ${told(speeds.map(({ figures }) => figures))} No single step stands out any more: every
record is parsed, judged by its schema and six rules, added to the totals, looked for among those before it, put into its
batch, hashed with it and sent to S3; a fifth to a quarter is the AWS SDK and Node's sockets, for the bytes come from S3
and go back to it. Feishu takes 4,762 records a second, so a file is ready to be sent long before it is sent.`,
    plots:
      memory.length === 0
        ? {}
        : {
            'performance-split-memory.svg': memoryPlot(
              sizes,
              memory.map(({ figures }) => figures),
            ),
          },
  };
};

/** From the first size at which everything has filled to the largest. */
function growthTold(memory: readonly Of<'memory'>[]): string {
  const growth = formats.flatMap((format) => {
    const of = memory.filter((figures) => figures.format === format && figures.megabytes >= filledFromMb);
    const sorted = of.toSorted((a, b) => a.megabytes - b.megabytes);
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (!first || !last || first === last) return [];
    const bytes = (last.peak_bytes - first.peak_bytes) / (last.records - first.records);
    const sizes = `from ${first.megabytes} to ${whole(last.megabytes)} MB`;
    return [`${format} took ${bytes.toFixed(1)} bytes more for each record more ${sizes}`];
  });
  return growth.length === 0 ? '' : `Measured, ${growth.join('; ')}.`;
}

function perSecond(amount: number, ms: number): number {
  return (amount / ms) * 1000;
}

function told(speeds: readonly Of<'speed'>[]): string {
  return speeds
    .map((figures) => {
      const [ratio, target] = [figures.floor_cpu_ms / figures.cpu_ms, targets[figures.format]];
      const file = `${figures.format} of ${figures.megabytes} MB`;
      const times = `${file} takes ${(1 / ratio).toFixed(1)} times the floor's processor time`;
      return ratio >= target
        ? `${times}, within the ${Math.round(1 / target)} that were wanted.`
        : `${times}, where ${Math.round(1 / target)} were wanted: **missed**.`;
    })
    .join(' ');
}

function profileTable({ format, megabytes: size, shares }: Of<'where'>): string {
  const most = 12;
  const rest = shares.slice(most).reduce((sum, { share }) => sum + share, 0);
  return table(
    [`${format}, ${size} MB`, 'share'],
    [
      ...shares.slice(0, most).map(({ what, share }) => [what, percent(share)]),
      ...(rest > 0 ? [['all else', percent(rest)]] : []),
    ],
  );
}

function memoryPlot(sizes: readonly number[], memory: readonly Of<'memory'>[]) {
  const most = Math.max(...memory.map(({ peak_bytes }) => peak_bytes / 1e6));
  const step = most > 400 ? 200 : 100;
  return {
    title: 'Peak memory of split by the size of the file',
    x: {
      label: 'size of the file, MB',
      log: true,
      ticks: [...new Set(sizes)].toSorted((a, b) => a - b),
    },
    y: {
      label: 'peak memory, MB',
      ticks: Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step),
    },
    series: formats.map((format) => ({
      name: format,
      points: memory
        .filter((figures) => figures.format === format)
        .toSorted((a, b) => a.megabytes - b.megabytes)
        .map(({ megabytes: size, peak_bytes }) => [size, peak_bytes / 1e6] as const),
    })),
  };
}
