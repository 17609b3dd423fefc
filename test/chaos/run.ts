// npm run chaos: seeds one after the other; see docs/reliability.md.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildFunctions } from '../../build.mjs';
import { tellFault, type Fault } from './faults.ts';
import { createRunner, faultsOf, storyOf, type Runner, type Verdict } from './run-seed.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    faults: { type: 'string' },
    pace: { type: 'string', default: '1' },
    'no-shrink': { type: 'boolean', default: false },
    'stop-at-first': { type: 'boolean', default: false },
    /** A failure counts only if it comes again: for a machine that is too busy now and then. */
    twice: { type: 'boolean', default: false },
  },
});

const tally = { seeds: 0, records: 0, lost: 0, doubled: 0, wrong: 0 };
const failed: number[] = [];

const dist = await mkdtemp(join(tmpdir(), 'payferry-chaos-dist-'));
try {
  await buildFunctions(join(import.meta.dirname, '..', '..'), dist);
  await using runner = createRunner(dist, Number(values.pace));
  for (const seed of seedsInOrder()) {
    const verdict = await attempt(runner, seed);
    if (values['stop-at-first'] && verdict && verdict.findings.length > 0) break;
  }
} finally {
  await rm(dist, { recursive: true });
}

if (failed.length > 0) console.log(`failed: ${failed.toSorted((a, b) => a - b).join(' ')}`);
const { seeds, records, lost, doubled, wrong } = tally;
console.log(`chaos: ${seeds} seeds, ${records} records, ${lost} lost, ${doubled} doubled, ${wrong} wrong`);
if (lost + doubled + wrong > 0) process.exitCode = 1;

/** Those of one deployment together: its world is started once. */
function seedsInOrder(): number[] {
  if (values.seed !== undefined) return byDeployment(values.seed.split(',').map(Number));
  const first = Number(values.from);
  return byDeployment(Array.from({ length: Number(values.seeds) }, (_, n) => first + n));
}

function byDeployment(numbers: readonly number[]): number[] {
  return [...Map.groupBy(numbers, (seed) => storyOf(seed).deployment.name).values()].flat();
}

async function attempt(runner: Runner, seed: number): Promise<Verdict | undefined> {
  const faults = chosen(seed);
  tally.seeds += 1;
  try {
    const first = await runner.run(seed, faults);
    const isOnce = first.findings.length === 0 || !values.twice;
    const verdict = isOnce ? first : await runner.run(seed, faults);
    tally.records += verdict.records;
    for (const { kind, count } of verdict.findings) tally[kind] += count;
    if (verdict.findings.length > 0) await tellFailure(runner, verdict);
    else tellSuccess(verdict);
    return verdict;
  } catch (error) {
    failed.push(seed);
    tally.wrong += 1;
    console.log(`seed ${seed} FAILED: it could not be judged`, error);
    return undefined;
  }
}

/** `--faults 0,3`: these alone of the seed's. */
function chosen(seed: number): Fault[] {
  const all = faultsOf(seed);
  if (values.faults === undefined) return all;
  const wanted = new Set(values.faults.split(','));
  return all.filter((_, at) => wanted.has(String(at)));
}

function logOf(seed: number): string {
  return join(tmpdir(), `payferry-chaos-seed-${seed}.log`);
}

function tellSuccess({ seed, records: count, faults, evidence }: Verdict): void {
  const struck = `${evidence.struck.size} of ${faults.length} faults struck`;
  const { name } = evidence.story.deployment;
  console.log(`seed ${seed}: ${count} records, ${struck}, ${name}, ${evidence.tookMs} ms`);
}

async function tellFailure(runner: Runner, verdict: Verdict): Promise<void> {
  const { seed, findings } = verdict;
  failed.push(seed);
  await writeFile(logOf(seed), `${verdict.evidence.log.join('\n')}\n`);
  console.log(
    `seed ${seed} FAILED (${verdict.evidence.story.deployment.name}), its log is at ${logOf(seed)}`,
  );
  for (const { kind, what } of findings.slice(0, 10)) console.log(`  ${kind}: ${what}`);
  if (values['no-shrink']) return;
  const fewest = await shrink(verdict, (faults) => runner.run(seed, faults));
  if (!fewest) {
    console.log(`  it did not fail again: npm run chaos -- --seed ${seed} --pace ${values.pace}`);
    return;
  }
  const numbers = fewest.map((fault) => verdict.faults.indexOf(fault)).join(',');
  console.log(
    `  again, with as few faults as fail: npm run chaos -- --seed ${seed} --pace ${values.pace} --faults ${numbers || "''"}`,
  );
  for (const fault of fewest) console.log(`    ${tellFault(fault)}`);
}
