// The faults of a seed: from none to a dozen.

import type { Chance } from './chance.ts';
import { callTimeoutMs, lanesFor, lookAgainMs } from './deployments.ts';
import type { Fault, FunctionName } from './faults.ts';
import { abortMoment, apisOf, feishuMoment, functions, momentOf, nthOf, s3Moment } from './make-moments.ts';
import { faultsOfFeishuClock } from './make-feishu-clock.ts';
import { faultsOfIndigestible } from './make-indigestible.ts';
import { faultsOfOpenCall } from './make-open-call.ts';
import { faultsOfUpdatesAgain } from './make-updates-again.ts';
import { faultsOfRepeatedPage } from './make-repeated-page.ts';
import type { Moment } from './moments.ts';
import { faultsFor } from './sandbox-faults.ts';
import type { Story } from './story.ts';

export function makeFaults(story: Story, chance: Chance): Fault[] {
  return [
    ...usualFaults(withoutMore(story), chance),
    ...faultsOfUpdatesAgain(story, chance.branch('updates again')),
    ...faultsOfOpenCall(story, chance.branch('open call')),
    ...faultsOfIndigestible(story),
    ...faultsOfRepeatedPage(story),
    ...faultsOfFeishuClock(story, chance.branch('feishu clock')),
  ];
}

/** The usual faults are drawn as if no file and no export had come to the story later, so that they stay the same. */
const withoutMore = (story: Story): Story => ({
  ...story,
  files: story.files.filter(({ repeats, comesLater }) => repeats === undefined && comesLater !== true),
  exports: story.exports.filter(({ mode }) => mode === 'full'),
});

function usualFaults(story: Story, chance: Chance): Fault[] {
  const count = chance.weighted([
    [1, 0],
    [2, 1],
    [4, chance.whole(2, 5)],
    [4, chance.whole(6, 14)],
  ]);
  const ofExports = story.exports.length > 0 ? chance.whole(0, 3) : 0;
  return [
    ...Array.from({ length: count }, (_, n) => makeFault(story, chance.branch(`fault ${n}`))),
    ...Array.from({ length: ofExports }, (_, n) => exportFault(story, chance.branch(`export ${n}`))),
  ];
}

type UsualKind = Exclude<Fault['kind'], 'feishu_clock' | 'indigestible'>;

function makeFault(story: Story, chance: Chance): Fault {
  const kind = chance.weighted<UsualKind>([
    [8, 'kill'],
    [3, 's3'],
    [1, 's3_slow'],
    [1, 'sqs'],
    [10, 'feishu'],
    [2, 'feishu_late'],
    [3, 'event'],
    [2, 'message_again'],
    [1, 'abort'],
    [2, 'sweep'],
    [1, 'clock_jump'],
    [1, 'deploy'],
  ]);
  const file = chance.whole(0, story.files.length - 1);
  switch (kind) {
    case 'kill':
      return { kind, ...killOf(story, chance) };
    case 's3':
      return {
        kind,
        how: chance.pick(['fail', 'slow_down', 'cut']),
        at: s3Moment(chance, chance.pick(functions)),
        times: chance.pick([1, 1, 2, 3, 6]),
      };
    case 's3_slow':
      return { kind, at: s3Moment(chance, chance.pick(functions)), forMs: chance.whole(100, 900) };
    case 'sqs':
      return {
        kind,
        action: chance.pick(sqsActions),
        nth: chance.whole(1, 3),
        slowMs: chance.in(0.4) ? chance.whole(100, 600) : undefined,
      };
    case 'feishu': {
      const api = chance.pick(apisOf(story));
      return { kind, api, nth: nthOf(chance), fault: chance.pick(faultsFor(api)) };
    }
    case 'feishu_late': {
      const api = chance.pick(apisOf(story).filter((one) => one.includes('.batch_')));
      const at = { on: 'feishu', api, phase: 'before', nth: nthOf(chance) } as const;
      return { kind, at, forMs: chance.whole(100, longestOnItsWayMs) };
    }
    case 'event':
      return {
        kind,
        of: chance.pick(['inbox', 'inbox', 'approved', 'complete', 'complete']),
        nth: chance.whole(1, 3),
        afterMs: chance.pick([[], [0, 0], [0, chance.whole(1, 900)], [chance.whole(1, 900)]]),
      };
    case 'message_again':
      return { kind, file, afterMs: chance.whole(0, 1500) };
    case 'abort':
      return { kind, file, at: { ...abortMoment(chance), file } };
    case 'sweep':
      return { kind, at: momentOf(story, chance), times: chance.whole(1, 3) };
    case 'clock_jump':
      return {
        kind,
        fn: chance.pick(functions),
        at: momentOf(story, chance),
        byMs: chance.whole(50, 3000) * chance.pick([1, -1]),
      };
    case 'deploy':
      return { kind, at: momentOf(story, chance), lanes: chance.pick(lanesFor(story.deployment)) };
  }
}

function exportFault({ exports }: Story, chance: Chance): Fault {
  const { resource } = chance.pick(exports);
  const api = resource === 'lump_sum_payment_detail' ? 'lump_sum_payment.query_detail' : `${resource}.query`;
  if (chance.in(0.5)) return { kind: 'feishu', api, nth: nthOf(chance), fault: chance.pick(faultsFor(api)) };
  const at: Moment = chance.in(0.3)
    ? { on: 'feishu', api, phase: chance.pick(['before', 'after']), nth: nthOf(chance) }
    : s3Moment(chance, 'export');
  return { kind: 'kill', fn: 'export', at };
}

const changeVisibility = { deliver: 'ChangeMessageVisibilityBatch', export: 'ChangeMessageVisibility' };
const sqsActions = ['SendMessage', 'SendMessageBatch', ...Object.values(changeVisibility)] as const;

/** A held call arrives within so many milliseconds: before deliver's second look, the first that may find it absent for good. */
const longestOnItsWayMs = callTimeoutMs + lookAgainMs / 2;

function killOf(story: Story, chance: Chance): { fn: FunctionName; at: Moment } {
  const fn = chance.pick(functions);
  const at = chance.weighted<() => Moment>([
    [5, () => s3Moment(chance, fn)],
    [1, () => ({ on: 'time', afterMs: chance.whole(0, 1800) })],
  ])();
  if (fn === 'deliver' && chance.in(0.45)) return { fn, at: feishuMoment(story, chance) };
  if (fn !== 'report' && chance.in(0.15))
    return {
      fn,
      at: {
        on: 'sqs',
        action: fn === 'split' ? 'SendMessageBatch' : changeVisibility[fn],
        nth: chance.whole(1, 3),
      },
    };
  return { fn, at };
}
