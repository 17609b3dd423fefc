// Shows that the judge can see. Makes one mistake at a time in a copy of the project, and runs seeds there until one of
// them fails twice. The same seed must pass without the mistake.
//
//   npm run proof:mutants -- [--seeds 500] [--only words] [--pace 2] [--at-once 2]

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

import { kindOf } from './kind-of-seed.ts';
import { laptopMutations } from './laptop/laptop-mutations.ts';
import { laptopStoryOf, mishapsOf } from './laptop/run-laptop-seed.ts';
import { mutations, type Mistake } from './mutations.ts';
import { faultsOf, storyOf } from './run-seed.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    only: { type: 'string', default: '' },
    pace: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '1' },
  },
});
const root = resolve(import.meta.dirname, '..', '..');
/** A mistake is missed after this many seeds in which it could matter. */
const mostSeeds = 25;
/** The compiler cannot find a name. Other errors are allowed: a mistake may leave a name unused or a case unreachable. */
const unknownName = /error TS(2304|2552|18004):/;
const copied = ['functions', 'shared', 'local', 'test', 'build.mjs', 'package.json', 'tsconfig.json'];

interface Mutant {
  readonly mistake: Mistake;
  /** Whether the mistake could matter in the story of this seed, in a world or on a laptop. */
  readonly canMatter: (seed: number) => boolean;
}

const mutants: readonly Mutant[] = [
  ...mutations.map((mistake) => ({
    mistake,
    canMatter: (seed: number) => kindOf(seed) === 'world' && mistake.matters(storyOf(seed), faultsOf(seed)),
  })),
  ...laptopMutations.map((mistake) => ({
    mistake,
    canMatter: (seed: number) =>
      kindOf(seed) === 'laptop' && mistake.matters(laptopStoryOf(seed), mishapsOf(seed)),
  })),
];

interface Caught {
  readonly seed: string;
  readonly what: string;
}

let missed = 0;
const seeds = new Set<string>();
const left = mutants.filter(({ mistake }) => mistake.name.includes(values.only));
console.log('| mistake | caught by | as |\n| --- | --- | --- |');
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
// Without a mistake the same seeds must find nothing.
const sound = seeds.size === 0 ? '' : await chaos(root, ['--seed', [...seeds].join(','), '--twice']);
console.log(`without a mistake: ${sound.trim().split('\n').at(-1)}`);
console.log(`mutants: ${missed} missed`);
if (missed > 0 || sound.includes('FAILED')) process.exitCode = 1;

async function work(): Promise<void> {
  for (let mutant = left.shift(); mutant; mutant = left.shift()) {
    const copy = await copyOfProject();
    await make(mutant.mistake, copy);
    const caught = await firstCatch(mutant, copy);
    await rm(copy, { recursive: true });
    if (caught) seeds.add(caught.seed);
    else missed += 1;
    console.log(
      `| ${mutant.mistake.name} | ${caught ? `seed ${caught.seed}` : 'NOBODY'} | ${caught?.what ?? ''} |`,
    );
  }
}

async function copyOfProject(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-mutant-'));
  for (const name of copied) await cp(join(root, name), join(dir, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'));
  return dir;
}

async function make({ name, file, find, replace }: Mistake, dir: string): Promise<void> {
  const path = join(dir, file);
  const source = await readFile(path, 'utf8');
  if (source.split(find).length !== 2)
    throw new Error(`${name}: ${file} has changed, and the mistake must too`);
  await writeFile(
    path,
    source.replace(find, () => replace),
  );
  // Code that cannot run is a hand-back without end: no report is wrong, so the judge could not see it.
  const said = await run(dir, ['node_modules/typescript/bin/tsc', '--noEmit']);
  const faults = said.split('\n').filter((line) => line.startsWith(file) && unknownName.test(line));
  if (faults.length > 0)
    throw new Error(`${name}: it is a mistake that nobody can make: ${faults.join('; ')}`);
}

async function firstCatch({ canMatter }: Mutant, dir: string): Promise<Caught | undefined> {
  const all = Array.from({ length: Number(values.seeds) }, (_, n) => n + 1);
  const most = all.filter(canMatter).slice(0, mostSeeds);
  const said = await chaos(dir, ['--seed', most.join(','), '--stop-at-first', '--twice']);
  const [, seed, what = ''] = /^seed (\d+) FAILED.*\n((?: {2}.*\n)?)/m.exec(said) ?? [];
  return seed === undefined ? undefined : { seed, what: what.trim().replaceAll('|', '/') };
}

function chaos(dir: string, flags: readonly string[]): Promise<string> {
  return run(dir, ['test/chaos/run.ts', '--no-shrink', '--pace', values.pace, ...flags]);
}

async function run(dir: string, args: readonly string[]): Promise<string> {
  const node = spawn(process.execPath, args, { cwd: dir, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.all([text(node.stdout), once(node, 'exit')]);
  return said;
}
