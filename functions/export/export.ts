// Carries the run of one message to its end: it is planned, read in windows (pieces of time), made into parts, and published.
// Each step leaves what it has done in the bucket, so the next invocation goes on there after a crash, a deadline or a retry.

import { quarantine } from '../../shared/aws/quarantine.ts';
import { must } from '../../shared/errors.ts';
import { PagesCutOff } from '../../shared/feishu/pages.ts';
import { factsOf } from '../../shared/feishu/trouble.ts';
import { effortJson } from '../../shared/run/effort.ts';
import { failedJson } from '../../shared/run/failed.ts';
import { manifestJson } from '../../shared/run/manifest.ts';
import { queryOf, readExportMessage, runOf, type ExportMessage } from '../../shared/run/message.ts';
import type { RunPlan } from '../../shared/run/plan.ts';
import { stagedJson } from '../../shared/run/staged.ts';
import { inShort } from '../../shared/words/in-short.ts';
import { say, type Say } from '../../shared/words/say.ts';
import { stageParts } from './assemble/stage-parts.ts';
import type { ExportInvocation, HandBack, Run } from './context.ts';
import { failRun, lastTroubleOf, removeParts, verdictOn } from './failure.ts';
import { takeLease } from './lease.ts';
import { planRun } from './plan-run.ts';
import { tellExport } from './tell-export.ts';
import { moveLatest } from './publish/latest.ts';
import { placeOf, publish } from './publish/publish.ts';
import { readRun } from './read/read-run.ts';

/** How many faults of a message are told. */
const mostFaultsTold = 100;

export async function exportMessage(invocation: ExportInvocation, body: string): Promise<'done' | HandBack> {
  const { settings, operations } = invocation;
  const read = readExportMessage(body, settings.DEFAULT_USER_ID_TYPE, operations);
  if (read.kind === 'wrong') {
    const reason = inShort(read.faults, mostFaultsTold);
    await quarantine(invocation, 'exports', body, tellExport(reason, settings.LANGUAGE));
    return 'done';
  }
  const { message } = read;
  const run = runOf(message);
  const { name } = must(queryOf(message.resource, operations), 'the query of a known resource');
  const lease = await takeLease(invocation, name, run);
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
): Promise<'done' | HandBack> {
  const { store, log } = invocation;
  const run = await openRun(invocation, await planRun(invocation, name, message));
  const { plan } = run;
  if (await failedJson.exists(store, { run: name })) {
    log('repeated', { run: name, end: 'failed' });
    await removeParts(invocation, plan);
    return 'done';
  }
  const published = await manifestJson.read(store, placeOf(plan));
  if (published) {
    log('repeated', { run: name, end: 'published' });
    await moveLatest(invocation, plan, published);
    return 'done';
  }
  const hopeless = hopelessFor(invocation, run);
  if (hopeless !== undefined) {
    await failRun(invocation, run, hopeless);
    return 'done';
  }
  try {
    return await toItsEnd(invocation, run);
  } catch (error) {
    if (!(error instanceof PagesCutOff)) throw error;
    return await cutOff(invocation, run, error);
  } finally {
    await effortJson.write(store, { run: name }, run.effort);
  }
}

async function openRun({ store, settings, operations }: ExportInvocation, plan: RunPlan): Promise<Run> {
  const operation = must(queryOf(plan.resource, operations), 'the query of a planned resource');
  const { invocations = 0, ...cost } = (await effortJson.read(store, { run: plan.run })) ?? {};
  return {
    plan,
    operation,
    slotsPerSecond: settings.FEISHU_CALLS_PER_SECOND * operation.slots.share,
    effort: { calls: 0, throttled: 0, ...cost, invocations: invocations + 1 },
    answered: { pages: 0 },
  };
}

/** Why the run can never end well; undefined where it may. */
function hopelessFor(
  { clock, settings }: ExportInvocation,
  { plan: { started_at, base_url, app_id }, effort: { trouble } }: Run,
): Say | undefined {
  if (base_url !== settings.FEISHU_BASE_URL || app_id !== settings.FEISHU_APP_ID)
    return say('export.other_feishu');
  if (clock.now() - Date.parse(started_at) > settings.PATIENCE_MS)
    return say('export.out_of_patience', { trouble: trouble ? lastTroubleOf(trouble) : '' });
  return undefined;
}

async function toItsEnd(invocation: ExportInvocation, run: Run): Promise<'done' | HandBack> {
  const { store, clock, log, metrics } = invocation;
  const { plan } = run;
  const staged = await stagedJson.read(store, { run: plan.run });
  if (!staged) {
    const end = await stageParts(invocation, run, await readRun(invocation, run));
    // Read again: another invocation may have staged the parts first, and its staged.json holds.
    return end === 'done' ? toItsEnd(invocation, run) : end;
  }
  const manifest = await publish(invocation, run, staged);
  const { records, files } = manifest;
  await moveLatest(invocation, plan, manifest);
  log('published', { run: plan.run, records, files: files.length, calls: run.effort.calls });
  metrics.count('export_records', records, { dataset: plan.dataset });
  metrics.time('export_age', clock.now() - Date.parse(plan.scheduled_at));
  return 'done';
}

async function cutOff(
  invocation: ExportInvocation,
  run: Run,
  error: PagesCutOff,
): Promise<'done' | HandBack> {
  const { log, metrics } = invocation;
  const verdict = await verdictOn(invocation, run, error);
  if (verdict.kind === 'failed') {
    await failRun(invocation, run, verdict.reason);
    return 'done';
  }
  const { handBack } = verdict;
  log('cut_off', {
    run: run.plan.run,
    kind: error.kind,
    ...('trouble' in handBack ? factsOf(handBack.trouble) : {}),
  });
  if (handBack.why === 'barred') metrics.count('barred', 1);
  return handBack;
}
