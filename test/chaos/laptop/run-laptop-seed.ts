// Runs one seed on a laptop: story, mishaps, verdict.

import { chanceOf } from '../chance.ts';
import type { Finding } from '../judge/finding.ts';
import { carryOnLaptop } from './carry-on-laptop.ts';
import { judgeLaptop } from './judge/judge-laptop.ts';
import type { LaptopEvidence } from './laptop-evidence.ts';
import type { Mishap } from './laptop-story.ts';
import { makeLaptopStory } from './make-laptop-story.ts';
import { makeMishaps } from './make-mishaps.ts';

export interface LaptopVerdict {
  readonly seed: number;
  readonly mishaps: readonly Mishap[];
  readonly findings: readonly Finding[];
  readonly evidence: LaptopEvidence;
}

export const laptopStoryOf = (seed: number) => makeLaptopStory(seed, chanceOf(`${seed}/laptop story`));
export const mishapsOf = (seed: number): Mishap[] =>
  makeMishaps(laptopStoryOf(seed), chanceOf(`${seed}/mishaps`));

export async function runOnLaptop(
  seed: number,
  mishaps: readonly Mishap[],
  pace: number,
): Promise<LaptopVerdict> {
  const evidence = await carryOnLaptop(laptopStoryOf(seed), mishaps, pace);
  return { seed, mishaps, findings: judgeLaptop(evidence), evidence };
}
