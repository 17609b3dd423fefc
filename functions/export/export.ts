// One message, one run: planned, read window by window, made into parts, published. Each step leaves what it has done in
// the bucket, so whoever comes next, after a crash, a deadline or a retry, goes on from there.

import { readExportMessage, runOf, exportResources, type ExportMessage } from '../../shared/run/message.ts';
import { PagesCutOff } from '../../shared/feishu/pages.ts';
import { factsOf } from '../../shared/feishu/trouble.ts';
import { allSlots, exportSlots } from '../../shared/feishu/slots.ts';
import { runFailedKey } from '../../shared/keys.ts';
import { quarantine } from '../../shared/aws/quarantine.ts';
import { readStaged, stageParts } from './assemble/stage-parts.ts';
import { readEffort, writeEffort } from './effort.ts';
import type { ExportInvocation, HandBack, Run } from './context.ts';
import { failRun, inShort, removeParts, verdictOn } from './failure.ts';
import { takeLease } from './lease.ts';
import { planRun, type RunPlan } from './plan-run.ts';
import { moveLatest } from './publish/latest.ts';
import { manifestName, prefixOf, publish } from './publish/publish.ts';
import { readRun } from './read/read-run.ts';

/** Undefined when the message is done. */
export async function exportMessage(
  invocation: ExportInvocation,
  body: string,
): Promise<HandBack | undefined> {
  const read = readExportMessage(body, invocation.settings.DEFAULT_USER_ID_TYPE);
  if (read.kind === 'wrong') {
    await quarantine(invocation, 'exports', body, read.faults.join('; '));
    return undefined;
  }
  const { message } = read;
  const run = runOf(message);
  const lease = await takeLease(invocation, exportResources[message.resource].operation.name, run);
  if (!lease) return { why: 'held' };
  try {
    return await exportRun(invocation, run, message);
  } finally {
    await lease.release();
  }
}

async function exportRun(
  invocation: ExportInvocation,
  name: string,
  message: ExportMessage,
): Promise<HandBack | undefined> {
  const { store, log } = invocation;
  const run = await openRun(invocation, await planRun(invocation, name, message));
  const { plan } = run;
  if (await store.exists(runFailedKey(name))) {
    log('repeated', { run: name, end: 'failed' });
    await removeParts(invocation, plan);
    return undefined;
  }
  if (await store.exists(prefixOf(plan) + manifestName)) {
    log('repeated', { run: name, end: 'published' });
    await moveLatest(invocation, plan);
    return undefined;
  }
  const hopeless = hopelessFor(invocation, run);
  if (hopeless !== undefined) {
    await failRun(invocation, run, hopeless);
    return undefined;
  }
  try {
    return await toItsEnd(invocation, run);
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    return await cutOff(invocation, run, error);
  } finally {
    await writeEffort(invocation, run);
  }
}

async function openRun(invocation: ExportInvocation, plan: RunPlan): Promise<Run> {
  const { operation, amount } = exportResources[plan.resource];
  // No lane looks anything up in the query of details.
  const [slots, share] = plan.resource === 'lump_sum_payment_detail' ? [allSlots, 1] : [exportSlots, 0.8];
  const slotsPerSecond = invocation.settings.FEISHU_CALLS_PER_SECOND * share;
  const effort = await readEffort(invocation, plan.run);
  return { plan, operation, amount, slots, slotsPerSecond, effort, answered: { pages: 0 } };
}

function hopelessFor(
  { clock, settings }: ExportInvocation,
  { plan: { started_at, base_url, app_id }, effort: { trouble } }: Run,
): string | undefined {
  if (base_url !== settings.FEISHU_BASE_URL || app_id !== settings.FEISHU_APP_ID)
    return 'the run was begun with another FEISHU_BASE_URL or FEISHU_APP_ID than the settings have now';
  if (clock.now() - Date.parse(started_at) > settings.PATIENCE_MS)
    return `the run was not done within PATIENCE_MS of its beginning${trouble ? inShort(trouble) : ''}`;
  return undefined;
}

async function toItsEnd(invocation: ExportInvocation, run: Run): Promise<HandBack | undefined> {
  const { clock, log, metrics } = invocation;
  const { plan } = run;
  const staged = await readStaged(invocation, run);
  if (!staged) {
    const later = await stageParts(invocation, run, await readRun(invocation, run));
    // Whoever staged them first is the truth.
    return later ?? toItsEnd(invocation, run);
  }
  const { records, files } = await publish(invocation, run, staged);
  await moveLatest(invocation, plan);
  log('published', { run: plan.run, records, files: files.length, calls: run.effort.calls });
  metrics.count('export_records', records, { dataset: plan.dataset });
  metrics.time('export_age', clock.now() - Date.parse(plan.scheduled_at));
  return undefined;
}

async function cutOff(
  invocation: ExportInvocation,
  run: Run,
  error: PagesCutOff,
): Promise<HandBack | undefined> {
  const { log, metrics } = invocation;
  const verdict = await verdictOn(invocation, run, error);
  if (verdict.kind === 'failed') {
    await failRun(invocation, run, verdict.reason);
    return undefined;
  }
  const { later } = verdict;
  log('cut_off', {
    run: run.plan.run,
    kind: error.kind,
    ...('trouble' in later ? factsOf(later.trouble) : {}),
  });
  if (later.why === 'barred') metrics.count('barred', 1);
  return later;
}
