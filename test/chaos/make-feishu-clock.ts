// Feishu's clock is not ours: in some stories it is seconds to an hour ahead or behind, and now and then it is set while a file is
// on its way.

import type { Chance } from './chance.ts';
import { isPatient } from './deployments.ts';
import type { Fault } from './faults.ts';
import { momentOf } from './make-moments.ts';
import type { AskedExport, Story } from './story.ts';

const longestMs = 3_600_000;
/** What is known is an hour old. A clock that is set back by less does not make it look new. */
const longestJumpMs = 3_000_000;

export function withFeishuClock(story: Story, chance: Chance): Story {
  if (!chance.in(0.15)) return story;
  return {
    ...story,
    feishuAheadMs: someMs(longestMs, chance) * chance.pick([1, -1]),
    exports: [...story.exports, ...exportOfChanges(story, chance)],
  };
}

/** From a second on; a second to ten as often as ten to a hundred. */
const someMs = (mostMs: number, chance: Chance): number =>
  Math.round(1000 * (mostMs / 1000) ** (chance.whole(0, 1000) / 1000));

/** What such a run misses is lost until everything is read again. None where no export may run: makeExports says where. */
function exportOfChanges({ deployment }: Story, chance: Chance): AskedExport[] {
  if (deployment.writesOnly || deployment.hidesFields || !isPatient(deployment) || !chance.in(0.7)) return [];
  const resource = chance.pick(['lump_sum_payment', 'recurring_payment'] as const);
  return [
    {
      dataset: `changes-${resource}`,
      resource,
      mode: 'changes',
      afterMs: chance.whole(0, 1000),
      twice: chance.in(0.2),
    },
  ];
}

/** Only where the clocks differ anyway. */
export function faultsOfFeishuClock(story: Story, chance: Chance): Fault[] {
  if (story.feishuAheadMs === 0 || !chance.in(0.2)) return [];
  const byMs = someMs(longestJumpMs, chance) * chance.pick([1, -1]);
  return [{ kind: 'feishu_clock', at: momentOf(story, chance), byMs }];
}
