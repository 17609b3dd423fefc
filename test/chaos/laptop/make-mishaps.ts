// What happens to a laptop while its file is carried, drawn from the seed.

import type { Chance } from '../chance.ts';
import type { LaptopStory, Mishap, MishapMoment } from './laptop-story.ts';

export function makeMishaps(story: LaptopStory, chance: Chance): Mishap[] {
  const tries = chance.pick([1, 1, 2, 2, 3]);
  return Array.from({ length: tries }, (_, nthTry) =>
    mishapsOfTry(nthTry, story, chance.branch(`try ${nthTry}`)),
  ).flat();
}

function mishapsOfTry(nthTry: number, story: LaptopStory, chance: Chance): Mishap[] {
  const passing = chance.weighted<'reader_leaves' | 'stranger' | 'second_process' | undefined>([
    [2, 'reader_leaves'],
    [3, 'stranger'],
    [2, 'second_process'],
    [4, undefined],
  ]);
  const ending = chance.weighted<'kill' | 'hangup' | 'interrupt' | 'disk_full' | undefined>([
    [6, 'kill'],
    [3, 'hangup'],
    [3, 'interrupt'],
    [3, 'disk_full'],
    [1, undefined],
  ]);
  // If the first try has no mishap, there is no second try.
  const isQuiet = nthTry === 0 && passing === undefined;
  const early: MishapMoment = { after: 'call', nth: 1, ms: 0 };
  return [
    ...(passing === undefined ? [] : [{ kind: passing, nthTry, at: early }]),
    ...(ending === undefined && !isQuiet ? [] : [endingOf(ending ?? 'kill', nthTry, story, chance)]),
  ];
}

function endingOf(
  kind: 'kill' | 'hangup' | 'interrupt' | 'disk_full',
  nthTry: number,
  story: LaptopStory,
  chance: Chance,
): Mishap {
  // A later try has few calls left.
  const nth = chance.whole(1, nthTry === 0 ? story.calls : 2);
  const at = chance.weighted<MishapMoment>([
    [7, { after: 'call', nth, ms: chance.pick([0, 10, 50, 150, 400, 900]) }],
    [2, { after: 'start', nth: 0, ms: chance.whole(0, 4000) }],
    [kind === 'kill' ? 2 : 0, atTheEnd(story, chance.branch('end'))],
  ]);
  if (kind !== 'interrupt') return { kind, nthTry, at };
  return { kind, nthTry, at, againMs: chance.in(0.4) ? chance.pick([0, 50, 300, 800]) : undefined };
}

/** The report is there, or the command is removing the last objects of the job from the home. */
function atTheEnd({ calls, known }: LaptopStory, chance: Chance): MishapMoment {
  if (chance.in(0.4)) return { after: 'report', nth: 0, ms: chance.whole(0, 150) };
  // Each call has a batch, its outcomes and its journal; an update also has before-images.
  const ofCalls = (known.length > 0 ? 4 : 3) * calls;
  return { after: 'clearing', nth: ofCalls + chance.whole(0, 6), ms: 0 };
}
