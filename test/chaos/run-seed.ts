// Runs one seed: story, faults, verdict. The next seed reuses the stage if its deployment is the same.

import { carry } from './carry.ts';
import { chanceOf } from './chance.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import { wasFeishuClockSet } from './judge/circumstances.ts';
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

/** `from`: the folder of the handlers, as startWorld takes it. */
export function createRunner(from: string, pace: number): Runner {
  let stage: Stage | undefined;
  let feishuAheadMs = 0;

  async function close(): Promise<void> {
    const closing = stage;
    stage = undefined;
    await closing?.[Symbol.asyncDispose]();
  }

  return {
    async run(seed, faults = faultsOf(seed)) {
      const story = storyOf(seed);
      // A warm environment knows how far Feishu's clock is off. Another story would set it back or on in between.
      if (stage && (stage.deployment.name !== story.deployment.name || feishuAheadMs !== story.feishuAheadMs))
        await close();
      feishuAheadMs = story.feishuAheadMs;
      stage ??= await openStage(story.deployment, from, pace);
      try {
        const evidence = await carry(story, faults, stage);
        const findings = judge(evidence);
        const records = story.files.reduce((sum, { rows }) => sum + rows.length, 0);
        // A fresh world: the remains of a failing story must not fail the next one.
        if (findings.length > 0 || wasFeishuClockSet(evidence.struck)) await close();
        return { seed, faults, records, findings, evidence };
      } catch (error) {
        await close();
        throw error;
      }
    },
    [Symbol.asyncDispose]: close,
  };
}
