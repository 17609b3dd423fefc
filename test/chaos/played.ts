// A seed as the run of all seeds sees it: in a world or on a laptop.

import { tellFault, type Fault } from './faults.ts';
import type { Finding } from './judge/finding.ts';
import { tellMishap, type Mishap } from './laptop/laptop-story.ts';
import { struckIn } from './laptop/laptop-evidence.ts';
import { mishapsOf, runOnLaptop } from './laptop/run-laptop-seed.ts';
import { faultsOf, type Runner } from './run-seed.ts';

export interface Played<Wrong> {
  readonly records: number;
  readonly findings: readonly Finding[];
  /** `faults` were laid. `struck` are those of them that found something to strike. */
  readonly faults: readonly Wrong[];
  readonly struck: ReadonlySet<Wrong>;
  readonly where: string;
  readonly log: readonly string[];
  readonly tookMs: number;
}

/** The stories of one kind of seed. */
export interface Stories<Wrong> {
  faultsOf(seed: number): readonly Wrong[];
  play(seed: number, faults: readonly Wrong[]): Promise<Played<Wrong>>;
  tell(fault: Wrong): string;
}

export const inWorld = (runner: Runner): Stories<Fault> => ({
  faultsOf,
  tell: tellFault,
  async play(seed, faults) {
    const { records, findings, evidence } = await runner.run(seed, faults);
    const { struck, log, tookMs, story } = evidence;
    return { records, findings, faults, struck, where: story.deployment.name, log, tookMs };
  },
});

export const onLaptop = (pace: number): Stories<Mishap> => ({
  faultsOf: mishapsOf,
  tell: tellMishap,
  async play(seed, faults) {
    const { findings, evidence } = await runOnLaptop(seed, faults, pace);
    const { story, tries, tookMs } = evidence;
    return {
      records: story.file.rows.length,
      findings,
      faults,
      struck: struckIn(evidence),
      where: `laptop, ${tries.length} ${tries.length === 1 ? 'try' : 'tries'}`,
      log: tries.map(
        ({ file, code, said, struck }) =>
          `$ payferry carry ${file}\n${said}\n[${code}] ${struck.map(tellMishap).join(', ')}\n`,
      ),
      tookMs,
    };
  },
});
