// The samples, one after the other, each told as it ends.

import { carryFile } from './carry-file.ts';
import { currencyNames } from './currency-names.ts';
import type { Ending } from './ending.ts';
import type { Ferry } from './ferry.ts';
import type { Result } from './result.ts';
import { deviation, fillSample, idsOf, readSamples } from './samples.ts';
import type { Screen } from './screen.ts';
import { tellResult } from './tell-result.ts';

/** Each file is one or two calls: the fewer lanes, the sooner it is a lane's turn. */
export const settingsOfSamples = { LANES: '2' } as const;

export interface CarriedSamples {
  readonly results: readonly Result[];
  /** What did not end as it should, in sentences. */
  readonly deviations: readonly string[];
}

export async function carrySamples(
  ferry: Ferry,
  out: string,
  screen: Screen,
  ending: Ending,
): Promise<CarriedSamples> {
  const { samples } = await readSamples();
  const currency = await currencyNames(ferry.sandbox);
  const idOf = new Map<string, string>();
  const results: Result[] = [];
  const deviations: string[] = [];
  for (const [index, sample] of samples.entries()) {
    const { parcel, ids } = await fillSample(sample, idOf);
    screen.say(`\n${index + 1}. ${parcel.name}: ${sample.says}`);
    if (ids > 0) {
      screen.say(`  ${ids} ids were filled in from the report of an earlier file, as a person would`);
    }
    const job = await ferry.drop(parcel);
    const result = await carryFile(ferry, { name: parcel.name, job }, out, {
      screen,
      stopping: ending.signal,
      approve: () => {
        screen.say('  a removal waits until a person says yes: yes');
        return Promise.resolve(true);
      },
    });
    if (!result) break;
    await tellResult(result, screen, currency);
    for (const [uniqueId, id] of await idsOf(result)) idOf.set(uniqueId, id);
    results.push(result);
    deviations.push(...deviation(result, sample.expected));
  }
  return { results, deviations };
}
