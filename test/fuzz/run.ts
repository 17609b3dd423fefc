// Runs the properties of test/fuzz one after the other, with new seeds in each round, until the time is up:
//
//   npm run proof:fuzz -- --minutes 10 [--only WORDS] [--seed N]
//
// A failure is printed with the command that runs it alone, and the other properties go on. Exit code 1 after any failure.

import { parseArgs } from 'node:util';

import fc from 'fast-check';

import { properties } from './properties.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, only: { type: 'string' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes ?? 1);
const chosen = properties.filter(({ name }) => name.includes(values.only ?? ''));
if (!Number.isFinite(minutes) || chosen.length === 0) {
  console.error('node test/fuzz/run.ts --minutes N [--only WORDS OF A PROPERTY] [--seed N]');
  process.exit(2);
}

const runsEach = 300;
const slowestMs = 120_000;
const mostToldChars = 2000;
const firstSeed = Number(values.seed ?? Date.now() % 2 ** 31);
const endMs = Date.now() + minutes * 60_000;
const runs = new Map<string, number>();
const failures = new Map<string, string>();
let mostBytes = 0;

for (let seed = firstSeed; Date.now() < endMs && failures.size < chosen.length; seed += 1) {
  for (const { name, property, share = 1 } of chosen) {
    if (failures.has(name) || Date.now() >= endMs) continue;
    const numRuns = Math.max(1, Math.round(runsEach * share));
    const details = await fc.check(property, { seed, numRuns, timeout: slowestMs, endOnFailure: false });
    runs.set(name, (runs.get(name) ?? 0) + details.numRuns);
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
    if (!details.failed) continue;
    const told = `${String(details.errorInstance)}\n  ${fc.stringify(details.counterexample)}`;
    failures.set(name, told.slice(0, mostToldChars));
    console.log(
      `FAILED ${name}\n  ${failures.get(name)}\n  again: --minutes 1 --seed ${seed} --only '${name}'`,
    );
  }
}

for (const [name, count] of runs) console.log(`${String(count).padStart(9)}  ${name}`);
const all = [...runs.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `fuzz: ${all} runs, ${failures.size} failures, seeds from ${firstSeed}, at most ${Math.round(mostBytes / 1e6)} MB`,
);
process.exitCode = failures.size > 0 ? 1 : 0;
