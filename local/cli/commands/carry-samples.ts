// Carries the sample files one after the other, prints each result as it ends, and compares it with the expected one.
// Approves every plan itself, also of a removal.

import { bringBack } from './bring-back.ts';
import { currencyNames } from '../report/currency-names.ts';
import { dropFile } from '../inbox/drop-file.ts';
import type { Ending } from '../ending.ts';
import type { LocalPayferry } from '../local-payferry.ts';
import type { Result } from '../report/result.ts';
import { deviation, fillSample, idsOf, readSamples } from './samples.ts';
import type { Screen } from '../screen/screen.ts';
import { tellReading } from '../screen/tell-reading.ts';
import { approve, tellPlan, waitForPlan, waitForReport } from '../watch/watch-job.ts';
import { SaidError } from '../words/said-error.ts';
import { say, type Say } from '../words/say.ts';
import { isRemoval } from '../is-removal.ts';

/** Two lanes, because a sample needs few calls. The fewer lanes share the timetable, the sooner each may call again. */
export const settingsOfSamples = { LANES: '2' } as const;

export interface CarriedSamples {
  readonly results: readonly Result[];
  /** Sentences about results that differ from the expected ones. */
  readonly deviations: readonly Say[];
}

export async function carrySamples(
  payferry: LocalPayferry,
  out: string,
  screen: Screen,
  ending: Ending,
): Promise<CarriedSamples> {
  const { samples } = await readSamples();
  const currency = await currencyNames(payferry.sandbox);
  const idOf = new Map<string, string>();
  const results: Result[] = [];
  const deviations: Say[] = [];
  for (const [index, sample] of samples.entries()) {
    const { parcel, ids } = await fillSample(sample, idOf, screen.language);
    screen.say();
    screen.say(say('demo.sample', { number: index + 1, file: parcel.name, says: sample.says }));
    if (ids > 0) screen.say(say('demo.ids_filled_in', { ids }), 2);
    const end = await dropFile(payferry, parcel, index);
    if (end.kind === 'unreadable') throw new SaidError(end.sentence);
    const plan = await waitForPlan(payferry, end.job, ending.signal);
    if (!plan) break;
    tellPlan(plan, screen);
    tellReading(plan, screen, 2);
    if (isRemoval(plan)) screen.say(say('demo.removal_has_yes'), 2);
    if (plan.state === 'await_approval') await approve(payferry, end.job);
    await waitForReport(payferry, plan, { screen, stopping: ending.signal });
    const carried = { job: end.job, key: end.key, shown: parcel.name };
    const result = await bringBack(payferry, carried, out, { screen, currency });
    for (const [uniqueId, id] of await idsOf(result)) idOf.set(uniqueId, id);
    results.push(result);
    deviations.push(...deviation(result, sample.expected));
  }
  return { results, deviations };
}
