// `npm start`: the samples, one after the other, to the built-in sandbox and nowhere else.

import { carryFile } from './carry-file.ts';
import { currencyNames } from './currency-names.ts';
import type { Ending } from './ending.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { startFerry } from './ferry.ts';
import type { Result } from './result.ts';
import { deviation, fillSample, idsOf, readSamples } from './samples.ts';
import type { Screen } from './screen.ts';
import { tellResult } from './tell-result.ts';
import { summary } from './tell-summary.ts';
import { tellTrouble } from './trouble.ts';

/** Each file is one or two calls: the fewer lanes, the sooner it is a lane's turn. */
const settings = { LANES: '2' };

export async function runSamples(out: string, screen: Screen, ending: Ending): Promise<ExitCode> {
  const { samples, held_at_the_end: expectedHeld } = await readSamples();
  const ferry = await startFerry({ kind: 'sandbox' }, settings, tellTrouble(screen, ending));
  ending.onInterrupt(() => ferry.sandbox?.stop());
  const { sandbox } = ferry;
  if (!sandbox) throw new Error('the samples have no sandbox');
  const currency = await currencyNames(sandbox);
  screen.say(
    `${samples.length} sample files go to a sandbox that stands for Feishu. No money moves, nothing leaves this machine.`,
  );

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

  const held = {
    lump_sum_payment: (await sandbox.records('lump_sum_payment')).length,
    recurring_payment: (await sandbox.records('recurring_payment')).length,
  };
  await ferry.stop();
  screen.say();
  for (const line of await summary(results)) screen.say(line);
  screen.say(
    `\nThe sandbox now holds ${held.lump_sum_payment} bonuses and ${held.recurring_payment} allowances.`,
  );
  if (JSON.stringify(held) !== JSON.stringify(expectedHeld)) {
    const { lump_sum_payment: bonuses, recurring_payment: allowances } = expectedHeld;
    deviations.push(`the sandbox should hold ${bonuses} bonuses and ${allowances} allowances`);
  }
  if (deviations.length === 0) {
    screen.say('All files ended as they should: the refused rows are mistakes made on purpose.');
    return exitCodes.allWell;
  }
  screen.say('Not as it should be:');
  for (const sentence of deviations) screen.say(`  ${sentence}`);
  return exitCodes.someNot;
}
