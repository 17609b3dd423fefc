// npm run proof:chaos: runs seeds one after the other. See docs/reliability.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildFunctions } from '../../build.mjs';
import { kindOf } from './kind-of-seed.ts';
import { whyNoDiskIsFilled } from './laptop/disk.ts';
import { inWorld, onLaptop, type Played, type Stories } from './played.ts';
import { createRunner, storyOf } from './run-seed.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    faults: { type: 'string' },
    /** `world` or `laptop`: only seeds of that kind. Undefined: both. */
    only: { type: 'string' },
    pace: { type: 'string', default: '1' },
    'no-shrink': { type: 'boolean', default: false },
    'stop-at-first': { type: 'boolean', default: false },
    /** A failure counts only if the seed fails again. For a machine that is too busy now and then. */
    twice: { type: 'boolean', default: false },
  },
});

const pace = Number(values.pace);
const tally = { seeds: 0, records: 0, lost: 0, doubled: 0, wrong: 0 };
const failed: number[] = [];

// Exit handlers remove the temporary files, and a signal alone would not run them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const dist = await mkdtemp(join(tmpdir(), 'payferry-chaos-dist-'));
try {
  await buildFunctions(join(import.meta.dirname, '..', '..'), dist);
  await using runner = createRunner(dist, pace);
  const [world, laptop] = [inWorld(runner), onLaptop(pace)];
  const inOrder = seedsInOrder();
  if (whyNoDiskIsFilled !== undefined && inOrder.some((seed) => kindOf(seed) === 'laptop'))
    console.log(`full disks are left out: ${whyNoDiskIsFilled}`);
  for (const seed of inOrder) {
    const hasFailed = await (kindOf(seed) === 'laptop' ? attempt(seed, laptop) : attempt(seed, world));
    if (values['stop-at-first'] && hasFailed) break;
  }
} finally {
  await rm(dist, { recursive: true });
}

if (failed.length > 0) console.log(`failed: ${failed.toSorted((a, b) => a - b).join(' ')}`);
const { seeds, records, lost, doubled, wrong } = tally;
console.log(`chaos: ${seeds} seeds, ${records} records, ${lost} lost, ${doubled} doubled, ${wrong} wrong`);
if (lost + doubled + wrong > 0) process.exitCode = 1;

function seedsInOrder(): number[] {
  const first = Number(values.from);
  const all =
    values.seed === undefined
      ? Array.from({ length: Number(values.seeds) }, (_, n) => first + n)
      : values.seed.split(',').map(Number);
  return byPlace(all.filter((seed) => values.only === undefined || values.only === kindOf(seed)));
}

/** Groups the seeds of one deployment, so that its world is started once. */
function byPlace(numbers: readonly number[]): number[] {
  const placeOf = (seed: number) => (kindOf(seed) === 'laptop' ? 'laptop' : storyOf(seed).deployment.name);
  return [...Map.groupBy(numbers, placeOf).values()].flat();
}

async function attempt<Wrong>(seed: number, stories: Stories<Wrong>): Promise<boolean> {
  const faults = chosen(stories.faultsOf(seed));
  tally.seeds += 1;
  try {
    const first = await stories.play(seed, faults);
    const isOnce = first.findings.length === 0 || !values.twice;
    const played = isOnce ? first : await stories.play(seed, faults);
    tally.records += played.records;
    for (const { kind, count } of played.findings) tally[kind] += count;
    if (played.findings.length > 0) await tellFailure(seed, played, stories);
    else tellSuccess(seed, played);
    return played.findings.length > 0;
  } catch (error) {
    failed.push(seed);
    tally.wrong += 1;
    console.log(`seed ${seed} FAILED: it could not be judged`, error);
    return false;
  }
}

/** `--faults 0,3`: only these faults of the seed, by index. */
function chosen<Wrong>(all: readonly Wrong[]): readonly Wrong[] {
  if (values.faults === undefined) return all;
  const wanted = new Set(values.faults.split(','));
  return all.filter((_, at) => wanted.has(String(at)));
}

function logOf(seed: number): string {
  return join(tmpdir(), `payferry-chaos-seed-${seed}.log`);
}

function tellSuccess<Wrong>(seed: number, { records: count, faults, struck, where, tookMs }: Played<Wrong>) {
  console.log(
    `seed ${seed}: ${count} records, ${struck.size} of ${faults.length} faults struck, ${where}, ${tookMs} ms`,
  );
}

async function tellFailure<Wrong>(
  seed: number,
  played: Played<Wrong>,
  stories: Stories<Wrong>,
): Promise<void> {
  failed.push(seed);
  await writeFile(logOf(seed), `${played.log.join('\n')}\n`);
  console.log(`seed ${seed} FAILED (${played.where}), its log is at ${logOf(seed)}`);
  for (const { kind, what } of played.findings.slice(0, 10)) console.log(`  ${kind}: ${what}`);
  if (values['no-shrink']) return;
  const fewest = await shrink(played, (faults) => stories.play(seed, faults));
  if (!fewest) {
    console.log(`  it did not fail again: npm run proof:chaos -- --seed ${seed} --pace ${values.pace}`);
    return;
  }
  const numbers = fewest.map((fault) => played.faults.indexOf(fault)).join(',');
  console.log(
    `  again, with as few faults as fail: npm run proof:chaos -- --seed ${seed} --pace ${values.pace} --faults ${numbers || "''"}`,
  );
  for (const fault of fewest) console.log(`    ${stories.tell(fault)}`);
}
