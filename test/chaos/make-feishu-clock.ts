// Feishu's clock is not ours: in some stories it is seconds to an hour ahead or behind, and now and then it is set while a file is
// on its way.

import type { Chance } from './chance.ts';
import { isPatient } from './deployments.ts';
import type { Fault } from './faults.ts';
import { momentOf } from './make-moments.ts';
import type { AskedExport, Story } from './story.ts';

const shortestMs = 1000;
const longestMs = 3_600_000;
/** Runs of changes overlap by ten minutes. Only a clock that is further behind can hide from them what was modified. */
const beyondOverlapMs = 610_000;
/** A first run of changes mostly takes less. */
const firstRunMs = 2000;
/** What is known is an hour old. A clock that is set back by less does not make it look new. */
const longestJumpMs = 3_000_000;

export function withFeishuClock(story: Story, chance: Chance): Story {
  if (!chance.in(0.15)) return story;
  const leastMs = chance.in(0.4) ? beyondOverlapMs : shortestMs;
  const feishuAheadMs = someMs(leastMs, longestMs, chance) * chance.pick([1, -1]);
  return withRunsOfChanges({ ...story, feishuAheadMs }, chance);
}

/**
 * What a run of changes misses is lost until everything is read again. The first run is over when one of the files comes. None where
 * no export may run: makeExports says where.
 */
function withRunsOfChanges(story: Story, chance: Chance): Story {
  const { deployment, files } = story;
  const writing = files.filter(({ operation }) => !operation.endsWith('remove'));
  if (writing.length === 0 || deployment.writesOnly || deployment.hidesFields || !isPatient(deployment))
    return story;
  if (!chance.in(0.7)) return story;
  const late = chance.pick(writing);
  const resource = late.operation.startsWith('lump') ? 'lump_sum_payment' : 'recurring_payment';
  const asked: AskedExport = {
    dataset: `changes-${resource}`,
    resource,
    mode: 'changes',
    afterMs: chance.whole(0, 300),
    twice: chance.in(0.2),
  };
  return {
    ...story,
    files: files.map((file) => (file === late ? { ...file, afterMs: file.afterMs + firstRunMs } : file)),
    exports: [...story.exports, asked],
  };
}

/** One to ten seconds as often as ten to a hundred. */
const someMs = (leastMs: number, mostMs: number, chance: Chance): number =>
  Math.round(leastMs * (mostMs / leastMs) ** (chance.whole(0, 1000) / 1000));

/** Only where the clocks differ anyway. */
export function faultsOfFeishuClock(story: Story, chance: Chance): Fault[] {
  if (story.feishuAheadMs === 0 || !chance.in(0.2)) return [];
  const byMs = someMs(shortestMs, longestJumpMs, chance) * chance.pick([1, -1]);
  return [{ kind: 'feishu_clock', at: momentOf(story, chance), byMs }];
}
