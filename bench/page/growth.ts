// The section on growth.

import { extrapolate } from '../growth/extrapolate.ts';
import type { WholeFerry } from '../growth/figures.ts';
import { billOf, prices, sumOf } from './bill.ts';
import type { Plot } from './plot.ts';
import { mark, type SectionOf } from './section.ts';
import { dollars, megabytes, table, time, whole } from './tell.ts';

const extrapolatedTo = 10_000_000;

interface Column {
  readonly title: string;
  readonly figures: WholeFerry;
}

export const growthSection: SectionOf = ({ machine, growth }) => {
  const cases = Object.values(growth);
  const measured = cases
    .flatMap(({ figures, ...at }) => (figures.kind === 'ferry' ? [{ figures, at }] : []))
    .toSorted((a, b) => a.figures.records - b.figures.records);
  const memory = cases
    .flatMap(({ figures, ...at }) => (figures.kind === 'memory' ? [{ figures, at }] : []))
    .toSorted(
      (a, b) => a.figures.records - b.figures.records || (a.figures.function < b.figures.function ? -1 : 1),
    );
  const [smaller, larger] = measured.slice(-2).map(({ figures }) => figures);
  const beyond = smaller && larger ? extrapolate(smaller, larger, extrapolatedTo) : undefined;
  const columns: readonly Column[] = [
    ...measured.map(({ figures, at }) => ({
      title: `${whole(figures.records)}${mark(at, machine.cores)}`,
      figures,
    })),
    ...(beyond ? [{ title: `*${whole(extrapolatedTo)}, extrapolated*`, figures: beyond }] : []),
  ];
  const plots =
    measured.length < 2
      ? {}
      : plotsOf(
          measured.map(({ figures }) => figures),
          beyond,
        );
  return {
    markdown: `## Growth

The whole ferry, from a file of lump sum bonuses in the inbox to its report, with 20 lanes, at a latency of 300 ms and
Feishu's own rate. The column of ten million is not measured: it goes on in a straight line from the two before it. A file
of that size (${beyond ? megabytes(beyond.bytes) : 'some 4 GB'}) is over \`MAX_FILE_BYTES\`, so it would come as several.

${rows(columns, [
  ['file', ({ bytes }) => megabytes(bytes)],
  ['planned after', ({ planned_ms }) => time(planned_ms)],
  ['first call after', ({ first_call_ms }) => time(first_call_ms)],
  ['last answer after', ({ last_answer_ms }) => time(last_answer_ms)],
  ['report after', ({ reported_ms }) => time(reported_ms)],
  ['calls to Feishu, tokens included', ({ feishu }) => whole(sum(feishu))],
  [
    'S3: writes and lists',
    ({ s3 }) => whole((s3['PutObject'] ?? 0) + (s3['ListObjectsV2'] ?? 0) + (s3['UploadPart'] ?? 0)),
  ],
  ['S3: reads', ({ s3 }) => whole((s3['GetObject'] ?? 0) + (s3['HeadObject'] ?? 0))],
  ['SQS: requests', ({ sqs }) => whole(sum(sqs))],
  ['invocations of deliver', ({ invocations }) => whole(invocations['deliver'] ?? 0)],
  ['time of split', ({ busy_ms }) => time(busy_ms['split'] ?? 0)],
  ['time of deliver, all lanes', ({ busy_ms }) => time(busy_ms['deliver'] ?? 0)],
  ['time of report', ({ busy_ms }) => time(busy_ms['report'] ?? 0)],
  ['left in the records bucket', ({ stored_bytes }) => megabytes(stored_bytes)],
  ['logs', ({ logged_bytes }) => megabytes(logged_bytes)],
])}

![Time by the number of records](performance-growth.svg)

![Requests by the number of records](performance-requests.svg)

Memory, each function in a process of its own; deliver with ten messages of a lane an invocation, as AWS gives them, one
environment for all of the job; report of a file of creates as NDJSON and CSV, and of removes for sixty reasons by turns,
of which it must hold most at once. split's is [above](#split).

${table(
  ['function', 'records', 'time', 'peak memory'],
  memory.map(({ figures, at }) => [
    `${figures.function}${mark(at, machine.cores)}`,
    whole(figures.records),
    time(figures.ms),
    megabytes(figures.peak_bytes),
  ]),
)}

### The bill

At AWS's list prices in US dollars for us-east-1, as public pages gave them in the first half of 2026, without free tiers and
taxes; other regions' differ by some tenths. They are assumptions, and the same as in [operate.md](operate.md#cost), which
also says what a stage that does nothing costs a month: Lambda on arm64 $${prices.lambdaGbSecond} a GB second and $${prices.lambdaMillionRequests} a million
requests; S3 $${prices.s3ThousandWrites} a thousand writes and lists, $${prices.s3ThousandReads} a thousand reads, $${prices.s3GbMonth} a GB and month; SQS FIFO $${prices.sqsFifoMillionRequests} a million
requests; logs $${prices.logsGb} a GB; data to Feishu $${prices.outGb} a GB.
Memory as in \`serverless.yml\`; that an arm64 processor there takes as long as this one here is assumed, too.

${rows(columns, [
  ['Lambda', (figures) => dollars(billOf(figures).lambda)],
  ['S3, requests', (figures) => dollars(billOf(figures).s3)],
  ['SQS', (figures) => dollars(billOf(figures).sqs)],
  ['logs', (figures) => dollars(billOf(figures).logs)],
  ['data to Feishu', (figures) => dollars(billOf(figures).out)],
  ['**the file, once**', (figures) => `**${dollars(sumOf(billOf(figures)))}**`],
  ['a million records', (figures) => dollars((sumOf(billOf(figures)) / figures.records) * 1e6)],
  ['besides, for each month it is kept', (figures) => dollars(billOf(figures).storageMonth)],
])}

![The bill by the number of records](performance-bill.svg)

**What depends on the local queue.** Ten messages an invocation make a tenth of the invocations and of the SQS requests
that take and acknowledge messages; the lanes' time stays, for it is spent waiting for slots: at most 20 lanes for as
long as the job takes. The local poller asks more often than AWS's when there is nothing to fetch, so SQS's requests are
the most that there can be.

**What limits it:** from some thousand records on, Feishu's rate: 4,762 records a second and 3.5 minutes a million,
whatever else is made faster.${shareOfRate(measured.map(({ figures }) => figures))} Requests and bytes grow in a straight
line with the records, and so does the bill; at small sizes most of the time, and of what Lambda costs, is the start of the
20 lanes' environments, which AWS does side by side and one small machine cannot.`,
    plots,
  };
};

type Row = readonly [name: string, tell: (figures: WholeFerry) => string];

function rows(columns: readonly Column[], wanted: readonly Row[]): string {
  return table(
    ['records', ...columns.map(({ title }) => title)],
    wanted.map(([name, tell]) => [name, ...columns.map(({ figures }) => tell(figures))]),
  );
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

const recordsAtTheRate = 500 / 0.105;

function shareOfRate(measured: readonly WholeFerry[]): string {
  const largest = measured.at(-1);
  if (!largest) return '';
  const leastMs = (largest.records / recordsAtTheRate) * 1000;
  const share = Math.round((leastMs / largest.reported_ms) * 100);
  return ` Of the time from the drop of ${whole(largest.records)} records to their report, ${share} % is that.`;
}

type Line = readonly [name: string, of: (figures: WholeFerry) => number];

const times: readonly Line[] = [
  ['plan', ({ planned_ms }) => planned_ms / 1000],
  ['last answer', ({ last_answer_ms }) => last_answer_ms / 1000],
  ['report', ({ reported_ms }) => reported_ms / 1000],
];
const asked: readonly Line[] = [
  ['Feishu, calls', ({ feishu }) => sum(feishu)],
  ['S3, requests', ({ s3 }) => sum(s3)],
  ['SQS, requests', ({ sqs }) => sum(sqs)],
];
const paid: readonly Line[] = [
  ['Lambda', (figures) => billOf(figures).lambda],
  ['S3', (figures) => billOf(figures).s3],
  ['SQS', (figures) => billOf(figures).sqs],
  ['data to Feishu', (figures) => billOf(figures).out],
  ['all of it', (figures) => sumOf(billOf(figures))],
];

function plotsOf(measured: readonly WholeFerry[], beyond: WholeFerry | undefined): Record<string, Plot> {
  const plot = (what: string, lines: readonly Line[]) => plotOf(what, lines, measured, beyond);
  return {
    'performance-growth.svg': plot('Seconds from the drop', times),
    'performance-requests.svg': plot('Requests', asked),
    'performance-bill.svg': plot('US dollars', paid),
  };
}

function plotOf(
  what: string,
  lines: readonly Line[],
  measured: readonly WholeFerry[],
  beyond: WholeFerry | undefined,
): Plot {
  const all = [...measured, ...(beyond ? [beyond] : [])];
  const largest = measured.at(-1);
  const values = lines.flatMap(([, of]) => all.map(of)).filter((value) => value > 0);
  const [least, most] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  return {
    title: `${what}, by the number of records (dashed: extrapolated)`,
    x: { label: 'records', log: true, ticks: all.map(({ records }) => records), show: whole },
    y: {
      label: what,
      log: true,
      ticks: Array.from({ length: most - least + 1 }, (_, n) => 10 ** (least + n)),
      show: (value) => (value < 1 ? String(Number(value.toPrecision(1))) : whole(value)),
    },
    series: lines.flatMap(([name, of], index) => [
      {
        name: beyond ? '' : name,
        colour: index,
        points: measured.map((figures) => [figures.records, of(figures)] as const),
      },
      ...(beyond && largest
        ? [
            {
              name,
              colour: index,
              dashed: true,
              points: [largest, beyond].map((figures) => [figures.records, of(figures)] as const),
            },
          ]
        : []),
    ]),
  };
}
