// Shrinks the faults of a failing seed to the fewest that still fail. Timing varies from run to run, so a list that does
// not fail at once gets a second run.

import type { Played } from './played.ts';

const chances = 2;
const mostRuns = 30;

/** Undefined if not even all faults together fail again. */
export async function shrink<Wrong>(
  { faults, struck }: Pick<Played<Wrong>, 'faults' | 'struck'>,
  run: (faults: readonly Wrong[]) => Promise<Pick<Played<Wrong>, 'findings'>>,
): Promise<readonly Wrong[] | undefined> {
  let runs = 0;
  const fails = async (some: readonly Wrong[]): Promise<boolean> => {
    for (let chance = 0; chance < chances && runs < mostRuns; chance += 1) {
      runs += 1;
      if ((await run(some)).findings.length > 0) return true;
    }
    return false;
  };

  const happened = faults.filter((fault) => struck.has(fault));
  let left: readonly Wrong[] | undefined = (await fails(happened))
    ? happened
    : (await fails(faults))
      ? faults
      : undefined;
  if (!left) return undefined;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < left.length;) {
      const without: readonly Wrong[] = left.toSpliced(start, size);
      if (await fails(without)) left = without;
      else start += size;
    }
  }
  return left;
}
