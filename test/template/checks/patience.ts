// How long a job may take, compared with everything that must outlast it: receives, retention, lifecycle rules.

import { slotMsAt } from '../../../shared/feishu/timetable.ts';
import { at, listOf, numberAt, textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';

const fourteenDays = 14 * 24 * 3600;

/** A hand-back is no failure: a message must not reach its last receive before the patience of its job ends. */
export function checkPatience(deployed: Deployed): readonly string[] {
  const deliver = deployed.get('DeliverLambdaFunction')?.properties;
  const settings = at(deliver, 'Environment', 'Variables');
  const timeoutMs = numberAt(deliver, 'Timeout') * 1000;
  const patienceMs = numberAt(settings, 'PATIENCE_MS');
  const callMs = numberAt(settings, 'FEISHU_CALL_TIMEOUT_MS');
  const backOffMs = numberAt(settings, 'BACK_OFF_MS');
  const faults: string[] = [];
  const split = at(deployed.get('SplitLambdaFunction')?.properties, 'Environment', 'Variables');
  const lanes = numberAt(split, 'LANES');
  const slotMs = slotMsAt(numberAt(settings, 'FEISHU_CALLS_PER_SECOND'));
  // An invocation works until its next turn is too late for a call to end in time. The lanes of creates have their turns to look up in
  // one of ten slots.
  const workingMs = timeoutMs * 0.95 - callMs - lanes * 10 * slotMs;
  // A batch that is looked up again leaves its lane, if it has to wait longer than two turns, and comes back as another message.
  const lookAgainMs = numberAt(settings, 'LOOK_AGAIN_MS');
  const inLaneMs = lookAgainMs > 2 * lanes * slotMs ? Infinity : lookAgainMs;
  // Any other hand-back waits for half of the longest back-off, after some shorter ones.
  const shortestMs = Math.min(workingMs, inLaneMs, backOffMs * 45);
  const receives = 10 + Math.ceil(patienceMs / shortestMs);
  const most = numberAt(deployed.get('LanesQueue')?.properties, 'RedrivePolicy', 'maxReceiveCount');
  if (!(shortestMs > 0 && receives <= most))
    faults.push(
      `a lane message may come ${receives} times in ${patienceMs} ms, and is given up after ${most}`,
    );
  if (!(patienceMs < fourteenDays * 1000)) faults.push('a lane message is forgotten before patience is over');
  const report = at(deployed.get('ReportLambdaFunction')?.properties, 'Environment', 'Variables');
  if (numberAt(report, 'PATIENCE_MS') !== patienceMs)
    faults.push('deliver and report have not the same PATIENCE_MS');
  for (const name of ['SplitLambdaFunction', 'DeliverLambdaFunction', 'ExportLambdaFunction']) {
    const rate = at(deployed.get(name)?.properties, 'Environment', 'Variables', 'FEISHU_CALLS_PER_SECOND');
    if (rate !== at(settings, 'FEISHU_CALLS_PER_SECOND'))
      faults.push(`${name} counts with another rate than deliver`);
  }
  return [...faults, ...approvalFaults(deployed)];
}

const dayMs = 24 * 3_600_000;

/**
 * How many days objects must be kept at least: a run continues from its staged pages, a mark of a batch that waits must hold until its
 * job ends, and a person must see what is in quarantine.
 */
function outliving(deployed: Deployed): Readonly<Record<string, number>> {
  const twicePatience = (fn: string) => {
    const settings = at(deployed.get(fn)?.properties, 'Environment', 'Variables');
    return 2 * Math.ceil(numberAt(settings, 'PATIENCE_MS') / dayMs);
  };
  return {
    'exports/': twicePatience('ExportLambdaFunction'),
    'waiting/': twicePatience('DeliverLambdaFunction'),
    'quarantine/': 30,
    // The sweeper looks at files of a day.
    'unseen/': 2,
  };
}

/** No object of a job may expire while the job can still be open. */
function approvalFaults(deployed: Deployed): readonly string[] {
  const report = at(deployed.get('ReportLambdaFunction')?.properties, 'Environment', 'Variables');
  const openMs = numberAt(report, 'APPROVAL_PATIENCE_MS') + 2 * numberAt(report, 'PATIENCE_MS');
  const openDays = openMs / dayMs;
  return ['InboxBucket', 'RecordsBucket'].flatMap((bucket) =>
    listOf(at(deployed.get(bucket)?.properties, 'LifecycleConfiguration', 'Rules')).flatMap((rule) => {
      const days = at(rule, 'ExpirationInDays');
      const prefix = textAt(rule, 'Prefix');
      if (days === undefined) return [];
      const least = outliving(deployed)[prefix];
      if (bucket === 'RecordsBucket' && least !== undefined && !(Number(days) >= least))
        return [`${bucket}: ${prefix}* expires after ${Number(days)} days, expected ${least} at least`];
      if ('open/'.startsWith(prefix) && bucket === 'RecordsBucket') return [`${bucket} forgets open jobs`];
      const mayWait = bucket === 'InboxBucket' || ['jobs/', 'before-images/', 'reports/'].includes(prefix);
      return mayWait && Number(days) <= openDays
        ? [
            `${bucket}: ${prefix}* expires after ${numberAt(rule, 'ExpirationInDays')} days, and a job may be open for ${openDays}`,
          ]
        : [];
    }),
  );
}
