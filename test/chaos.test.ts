// A few seeds of the chaos run, each with its verdict; thousands are run by hand: docs/reliability.md.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { buildFunctions } from '../build.mjs';
import { createRunner, faultsOf, storyOf, type Runner } from './chaos/run-seed.ts';

/** The tests beside it want the machine too. */
const pace = 2;

let dist: string;
let runner: Runner;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'payferry-chaos-test-'));
  await buildFunctions(process.cwd(), dist);
  runner = createRunner(dist, pace);
});
afterAll(async () => {
  await runner[Symbol.asyncDispose]();
  await rm(dist, { recursive: true });
});

describe('whatever goes wrong, each row has one true outcome and nothing is paid twice', () => {
  it.each([12, 29, 41, 68])('seed %i', async (seed) => {
    const { findings, evidence } = await runner.run(seed);
    expect(findings).toEqual([]);
    expect(evidence.reports.length).toBeGreaterThan(0);
  }, 180_000);
});

describe('a seed', () => {
  it('tells the same story, with the same faults, each time', () => {
    for (const seed of [1, 2, 3]) {
      expect(storyOf(seed)).toEqual(storyOf(seed));
      expect(faultsOf(seed)).toEqual(faultsOf(seed));
    }
    expect(storyOf(1)).not.toEqual(storyOf(2));
  });
});
