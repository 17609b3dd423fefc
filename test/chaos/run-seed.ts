// One seed: its story, its faults, its verdict. The stage of the last seed serves the next of the same deployment.

import { carry } from './carry.ts';
import { chanceOf } from './chance.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Finding } from './judge/finding.ts';
import { judge } from './judge/judge.ts';
import { makeFaults } from './make-faults.ts';
import { makeStory } from './make-story.ts';
import { openStage, type Stage } from './stage.ts';

export interface Verdict {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly records: number;
  readonly findings: readonly Finding[];
  readonly evidence: Evidence;
}

export const storyOf = (seed: number) => makeStory(seed, chanceOf(`${seed}/story`));
export const faultsOf = (seed: number): Fault[] => makeFaults(storyOf(seed), chanceOf(`${seed}/faults`));

export interface Runner extends AsyncDisposable {
  run(seed: number, faults?: readonly Fault[]): Promise<Verdict>;
}

/** `from`: where the handlers are; see startWorld. */
export function createRunner(from: string, pace: number): Runner {
  let stage: Stage | undefined;

  async function close(): Promise<void> {
    const closing = stage;
    stage = undefined;
    await closing?.[Symbol.asyncDispose]();
  }

  return {
    async run(seed, faults = faultsOf(seed)) {
      const story = storyOf(seed);
      if (stage && stage.deployment.name !== story.deployment.name) await close();
      stage ??= await openStage(story.deployment, from, pace);
      try {
        const evidence = await carry(story, faults, stage);
        const findings = judge(evidence);
        const records = story.files.reduce((sum, { rows }) => sum + rows.length, 0);
        // What a failing story leaves behind must not fail the next.
        if (findings.length > 0) await close();
        return { seed, faults, records, findings, evidence };
      } catch (error) {
        await close();
        throw error;
      }
    },
    [Symbol.asyncDispose]: close,
  };
}
