// `payferry demo`: carries the samples to the built-in sandbox and nowhere else, then takes snapshots. The exit code says
// whether all ended as events/samples/samples.json expects.

import { askedFor } from '../flags/asked-for.ts';
import { carrySamples, settingsOfSamples } from './carry-samples.ts';
import type { Snapshot } from '../report/copy-snapshot.ts';
import { currencyNames } from '../report/currency-names.ts';
import type { Ending } from '../ending.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { startLocalPayferry, type LocalPayferry } from '../local-payferry.ts';
import type { Home } from '../home/home.ts';
import { tellTroubleOf } from '../home/trouble-of.ts';
import { endSandbox, tellAbandoned } from '../screen/where.ts';
import { heldDeviations, readSamples } from './samples.ts';
import type { Screen } from '../screen/screen.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { tellSnapshots } from '../screen/tell-snapshots.ts';
import { tellSummary } from '../screen/tell-summary.ts';
import { SaidError } from '../words/said-error.ts';
import { say } from '../words/say.ts';

/** Format of the snapshot of each resource: Parquet is for a query engine, CSV for a person. */
const formats = { lump_sum_payment: 'parquet', recurring_payment: 'csv' } as const;

export async function runDemo(
  { out, home }: { readonly out: string; readonly home: Home },
  screen: Screen,
  ending: Ending,
): Promise<ExitCode> {
  const { samples, held_at_the_end: expected } = await readSamples();
  const trouble = tellTroubleOf(screen, ending);
  const payferry = await startLocalPayferry({
    destination: { kind: 'sandbox' },
    settings: settingsOfSamples,
    home,
    onStep: trouble.onStep,
  });
  trouble.readFrom(payferry.store);
  ending.onInterrupt(() => endSandbox(payferry));
  tellAbandoned(home, screen);
  const { sandbox } = payferry;
  if (!sandbox) throw new Error('the samples have no sandbox');
  screen.say(say('destination.samples_to_sandbox', { samples: samples.length }));
  const { results, deviations } = await carrySamples(payferry, out, screen, ending);
  const held = {
    lump_sum_payment: (await sandbox.records('lump_sum_payment')).length,
    recurring_payment: (await sandbox.records('recurring_payment')).length,
  };
  screen.say();
  await tellSummary(results, screen);
  const [bonuses, allowances] = [held.lump_sum_payment, held.recurring_payment];
  screen.say();
  screen.say(say('demo.sandbox_holds', { bonuses, allowances }));
  const taken = await snapshots(payferry, out, screen, ending);
  await payferry.stop();
  const exported = Object.fromEntries(taken.map(({ manifest }) => [manifest.resource, manifest.records]));
  const wrong = [
    ...deviations,
    ...heldDeviations('sandbox', held, expected),
    ...heldDeviations('snapshots', exported, expected),
  ];
  if (wrong.length === 0) {
    screen.say();
    screen.say(say('demo.as_expected'));
    return exitCodes.allWell;
  }
  screen.say();
  screen.say(say('demo.not_as_expected'));
  for (const sentence of wrong) screen.say(sentence, 2);
  return exitCodes.someNot;
}

async function snapshots(
  payferry: LocalPayferry,
  out: string,
  screen: Screen,
  ending: Ending,
): Promise<readonly Snapshot[]> {
  const taken: Snapshot[] = [];
  for (const [resource, format] of Object.entries(formats)) {
    const asked = askedFor({ dataset: resource, resource, format }, 'user_id');
    if (asked.kind === 'wrong') throw new SaidError(say('summary.reasons', { reasons: asked.faults }));
    taken.push(await takeSnapshot(payferry, asked.message, out, { screen, stopping: ending.signal }));
  }
  tellSnapshots(taken, screen, await currencyNames(payferry.sandbox));
  return taken;
}
