// The section on growth: a whole job by the size of its file, and its price.

import { extrapolate } from '../growth/extrapolate.ts';
import type { WholeFerry } from '../growth/figures.ts';
import type { Results } from '../results.ts';
import { billOf, prices, sumOf } from './bill.ts';
import { megabytes, occurring, table, time, whole } from './tables.ts';

const extrapolatedTo = 10_000_000;

export function growthSection({ growth }: Results): string {
  const all = Object.values(growth).map(({ figures }) => figures);
  const measured = all
    .filter((figures) => figures.kind === 'ferry')
    .toSorted((a, b) => a.records - b.records);
  const memory = all.filter((figures) => figures.kind === 'memory');
  const [smaller, larger] = measured.slice(-2);
  const beyond = smaller && larger ? [extrapolate(smaller, larger, extrapolatedTo)] : [];
  const jobs = [...measured, ...beyond];
  const sizes = occurring(memory.map(({ records }) => records));
  const byJob = (rows: readonly (readonly [title: string, cell: (job: WholeFerry) => string])[]) =>
    table(
      [
        'records',
        ...measured.map(({ records }) => whole(records)),
        ...beyond.map(({ records }) => `*${whole(records)}, extrapolated*`),
      ],
      rows.map(([title, cell]) => [title, ...jobs.map(cell)]),
    );
  return `## Growth

A file of one-time payments on its whole way, from the inbox to the report, with 20 lanes, a latency of 300 ms and Feishu's own
rate. The last column is not measured: it goes on in a straight line from the two before it. A file of that size is over
\`MAX_FILE_BYTES\`, so it would come as several.

${byJob([
  ['file', ({ bytes }) => megabytes(bytes)],
  ['planned after', ({ planned_ms }) => time(planned_ms)],
  ['first call after', ({ first_call_ms }) => time(first_call_ms)],
  ['last answer after', ({ last_answer_ms }) => time(last_answer_ms)],
  ['report after', ({ reported_ms }) => time(reported_ms)],
  ['calls to Feishu, tokens included', ({ feishu }) => whole(sum(feishu))],
  ['S3: writes and lists', ({ s3 }) => whole(sum(s3, ['PutObject', 'ListObjectsV2', 'UploadPart']))],
  ['S3: reads', ({ s3 }) => whole(sum(s3, ['GetObject', 'HeadObject']))],
  ['SQS: requests', ({ sqs }) => whole(sum(sqs))],
  ['invocations of deliver', ({ invocations }) => whole(invocations['deliver'] ?? 0)],
  ['time of split', ({ busy_ms }) => time(busy_ms['split'] ?? 0)],
  ['time of deliver, all lanes', ({ busy_ms }) => time(busy_ms['deliver'] ?? 0)],
  ['time of report', ({ busy_ms }) => time(busy_ms['report'] ?? 0)],
  ['left in the records bucket', ({ stored_bytes }) => megabytes(stored_bytes)],
])}

Peak memory, each function in a process of its own. Deliver gets ten messages an invocation in one environment. Report writes
creates as NDJSON and CSV, and removes for sixty reasons by turns, of which it must hold most at once. For split see [above](#split).

${table(
  ['peak memory', ...sizes.map((records) => `${whole(records)} records`)],
  occurring(memory.map((of) => of.function)).map((name) => [
    name,
    ...sizes.map((records) => {
      const of = memory.find((figures) => figures.function === name && figures.records === records);
      return of ? megabytes(of.peak_bytes) : '';
    }),
  ]),
)}

### The bill

In US dollars at the assumed prices of [operate.md](operate.md#cost): Lambda $${prices.lambdaGbSecond} a GB second and $${prices.lambdaMillionRequests} a million requests; S3
$${prices.s3ThousandWrites} a thousand writes and lists, $${prices.s3ThousandReads} a thousand reads, $${prices.s3GbMonth} a GB and month; SQS FIFO $${prices.sqsFifoMillionRequests} a million requests;
logs $${prices.logsGb} a GB; data to Feishu $${prices.outGb} a GB. Memory is that of \`serverless.yml\`. An arm64 processor of Lambda's is assumed to take as
long as this one.

${byJob([
  ['Lambda', (job) => dollars(billOf(job).lambda)],
  ['S3, requests', (job) => dollars(billOf(job).s3)],
  ['SQS', (job) => dollars(billOf(job).sqs)],
  ['logs', (job) => dollars(billOf(job).logs)],
  ['data to Feishu', (job) => dollars(billOf(job).out)],
  ['**the file, once**', (job) => `**${dollars(sumOf(billOf(job)))}**`],
  ['a million records', (job) => dollars((sumOf(billOf(job)) / job.records) * 1e6)],
  ['besides, for each month it is kept', (job) => dollars(billOf(job).storageMonth)],
])}

**What depends on the local queue.** Ten messages an invocation make a tenth of the invocations and of SQS's requests. The lanes'
time stays: it is spent waiting for slots. The local poller asks more often than AWS's, so SQS's requests are the most there can be.

**What limits it:** from some thousand records on Feishu's rate, 3.5 minutes a million, whatever else is made faster. Requests,
bytes and the bill grow in a straight line. At small sizes most of the time, and of what Lambda costs, is the start of 20
environments: AWS starts them side by side, one small machine cannot.`;
}

function sum(
  counts: Readonly<Record<string, number>>,
  names: readonly string[] = Object.keys(counts),
): number {
  return names.reduce((all, name) => all + (counts[name] ?? 0), 0);
}

function dollars(amount: number): string {
  return `$${amount.toFixed(amount < 0.01 ? 4 : 2)}`;
}
