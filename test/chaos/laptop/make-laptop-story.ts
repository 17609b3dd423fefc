// A laptop's story, drawn from its seed: one file of creates or updates, and how Feishu behaves while it is carried.

import type { Chance } from '../chance.ts';
import type { DroppedFile } from '../story.ts';
import type { LaptopStory } from './laptop-story.ts';
import { makeCreates, makeKnown, makeLater, makeUpdates } from './make-laptop-rows.ts';

/** The most records in one call, for the sandbox and for Payferry. */
const recordsPerCall = 500;

export function makeLaptopStory(seed: number, chance: Chance): LaptopStory {
  const updates = chance.in(0.4);
  const calls = updates ? chance.whole(2, 4) : chance.pick([2, 3, 3, 4, 4, 5, 8]);
  const size = (calls - 1) * recordsPerCall + chance.whole(40, recordsPerCall);
  const known = updates ? makeKnown(seed, size, chance.branch('known')) : [];
  const rows = updates
    ? makeUpdates(known, chance.branch('rows'))
    : makeCreates(seed, size, chance.branch('rows'));
  const file: DroppedFile = {
    n: 0,
    stem: `laptop-${seed}`,
    operation: updates ? 'lump_sum_payment.batch_update' : 'lump_sum_payment.batch_create',
    via: 'inbox',
    format: 'csv',
    packed: false,
    details: 'wide',
    userIds: 'people_corehr_id',
    rows,
    dryRun: false,
    approval: 'none',
    afterMs: 0,
  };
  const feishu = chance.branch('feishu');
  return {
    seed,
    file,
    known,
    later: makeLater(seed, updates, chance.branch('later')),
    calls,
    // More lanes at a lower rate would look up records in doubt only every ten seconds.
    ...feishu.pick([
      { lanes: 1, callsPerSecond: 4 },
      { lanes: 1, callsPerSecond: 10 },
      { lanes: 2, callsPerSecond: 10 },
      { lanes: 4, callsPerSecond: 10 },
    ]),
    latencyMs: feishu.pick([20, 60, 120, 200, 400]),
    faults: feishu.in(0.5) ? sharesOf(feishu) : {},
    firstFaults: feishu.in(0.3) ? [feishu.pick(harmful)] : [],
    carriesFailedAsItIs: chance.in(0.5),
  };
}

/** Faults that may leave records in doubt. Left out: faults that make a record look like poison, and faults that end a job. */
const harmful = [
  'no_answer_before',
  'no_answer_after',
  'cut_before',
  'cut_after',
  'cut_mid_answer',
  'server_error_after',
  'busy_before',
  'html_502_after',
  'missing_result',
];
const harmless = ['throttled', 'throttle_burst', 'token_withdrawn', 'shuffled_results', 'unknown_fields'];

function sharesOf(chance: Chance): Record<string, number> {
  const names = [...chance.shuffled(harmful).slice(0, 2), chance.pick(harmless)];
  return Object.fromEntries(names.map((name) => [name, chance.whole(2, 8) / 100]));
}
