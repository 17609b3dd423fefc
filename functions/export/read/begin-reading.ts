// Measures Feishu's clock before the first page of a run, and keeps what it showed for every later invocation.

import type { Client } from '../../../shared/feishu/client.ts';
import { differenceToTell } from '../../../shared/feishu/feishu-clock.ts';
import { readPages } from '../../../shared/feishu/pages.ts';
import { runFeishuClockJson, type RunFeishuClock } from '../../../shared/run/feishu-clock.ts';
import type { ExportInvocation, Run } from '../context.ts';
import { createPace } from './pace.ts';
import { patientReads } from './patient-reads.ts';

/** Throws `PagesCutOff`, and keeps nothing, where Feishu cannot be asked. */
export async function beginReading(invocation: ExportInvocation, run: Run): Promise<RunFeishuClock> {
  const { store, client, callsEndMs, log } = invocation;
  const at = { run: run.plan.run };
  const kept = await runFeishuClockJson.read(store, at);
  if (kept) return kept;

  const { feishuClock } = client;
  await client.meetClock({ deadlineMs: callsEndMs });
  if (!feishuClock.isFresh()) await askForOneRecord(invocation, run, client);
  const difference = feishuClock.isFresh() ? feishuClock.difference() : undefined;
  const toTell = difference && differenceToTell(difference);
  if (toTell !== undefined) log('clocks_differ', { ...at, feishu_ahead_ms: toTell });
  return runFeishuClockJson.writeOrRead(store, at, {
    v: 1,
    began_at: new Date(feishuClock.nowAtLeastMs()).toISOString(),
    difference_ms: difference ? { least: difference.leastMs, most: difference.mostMs } : null,
  });
}

/**
 * Asks for a page of one record, which is not kept. For a warm environment that has had no answer for a minute, and where the
 * token's answer has no `Date`. Without a token the trouble is the run's, as with any page.
 */
async function askForOneRecord(invocation: ExportInvocation, run: Run, client: Client): Promise<void> {
  const { clock, timetable, callsEndMs } = invocation;
  const { plan, operation, slotsPerSecond, effort, answered } = run;
  const lane = createPace(clock, timetable.lane(operation.slots.owns), slotsPerSecond, effort).lane();
  const options = { lane, userIdType: plan.user_id_type, deadlineMs: callsEndMs, pageSize: 1 };
  const pages = readPages(patientReads(invocation, client), operation, plan.filters, options);
  if (!(await pages.next()).done) answered.pages += 1;
}
