// The schedules: EventBridge Scheduler accepts their expressions, their role may reach their targets, and export
// understands their messages.

import { queryOf, readExportMessage } from '../../../shared/run/message.ts';
import { inEnglish } from '../../in-english.ts';
import { at, textAt } from '../at.ts';
import type { Deployed, Resource } from '../deployed.ts';
import { allows, statementsOfRole } from '../rights.ts';
import { isExpression } from './schedule-expression.ts';

const sweeperInput = '{"source":"sweeper"}';

export function checkSchedules(deployed: Deployed): readonly string[] {
  const schedules = deployed.ofType('AWS::Scheduler::Schedule');
  return [
    ...schedules.flatMap((schedule) =>
      faultsOf(deployed, schedule).map((fault) => `${schedule.id}: ${fault}`),
    ),
    ...sweeperFaults(deployed),
  ];
}

function faultsOf(deployed: Deployed, { properties, dependsOn }: Resource): readonly string[] {
  const faults: string[] = [];
  if (!dependsOn.includes('RecordsBucket')) faults.push('it may run before the records bucket is there');
  if (at(properties['Target'], 'Input') === sweeperInput && !dependsOn.includes('InboxBucket'))
    faults.push('it may run before the inbox is there');
  const expression = textAt(properties, 'ScheduleExpression');
  if (!isExpression(expression)) faults.push(`${expression} is no schedule`);
  const zone = properties['ScheduleExpressionTimezone'];
  if (typeof zone === 'string' && !isZone(zone)) faults.push(`${zone} is no time zone`);

  if (zone === undefined && !expression.startsWith('rate(')) faults.push('it names no time zone');

  const { Target: target } = properties;
  const called = deployed.byArn(at(target, 'Arn'));
  if (!called) return [...faults, 'it has no target'];
  const role = deployed.byArn(at(target, 'RoleArn'));
  if (!role) return [...faults, 'it has no role'];
  const rights = statementsOfRole(deployed, role.id);
  const action = called.type === 'AWS::Lambda::Function' ? 'lambda:InvokeFunction' : 'sqs:SendMessage';
  if (!allows(rights, action, deployed.arnOf(called.id)))
    faults.push(`${role.id} may not ${action} ${called.id}`);

  const kept = textAt(target, 'DeadLetterConfig', 'Arn');
  if (!deployed.byArn(kept)) faults.push('what could not be handed over is not kept');
  else if (!allows(rights, 'sqs:SendMessage', kept)) faults.push(`${role.id} may not keep what failed`);
  if (at(target, 'RetryPolicy', 'MaximumRetryAttempts') === undefined) faults.push('it has no retry policy');

  if (called.id === 'ExportsQueue') faults.push(...exportFaults(target));
  return faults;
}

function exportFaults(target: unknown): readonly string[] {
  // With the time that the scheduler inserts.
  const input = textAt(target, 'Input').replaceAll('<aws.scheduler.scheduled-time>', '2026-11-20T18:00:00Z');
  const read = readExportMessage(input, 'open_id');
  if (read.kind === 'wrong') return read.faults.map((fault) => inEnglish(fault));
  // Runs of one query share a message group. In different groups, a run that waits for another's lease would be handed back
  // again and again.
  const group = queryOf(read.message.resource)?.name;
  const said = textAt(target, 'SqsParameters', 'MessageGroupId');
  return said === group
    ? []
    : [`the message group is ${said}, expected ${group}, so that one API is read by one run`];
}

/** The sweeper runs every quarter of an hour. */
function sweeperFaults(deployed: Deployed): readonly string[] {
  const sweeper = deployed
    .ofType('AWS::Scheduler::Schedule')
    .find(({ properties }) => at(properties, 'Target', 'Arn') === deployed.arnOf('ReportLambdaFunction'));
  if (!sweeper) return ['nothing sets off the sweeper'];
  const faults: string[] = [];
  const { properties } = sweeper;
  if (textAt(properties, 'Target', 'Input') !== sweeperInput)
    faults.push('the sweeper is called with something else');
  if (properties['ScheduleExpression'] !== 'rate(15 minutes)')
    faults.push('the sweeper does not come every 15 minutes');
  if (properties['State'] === 'DISABLED') faults.push('the sweeper is off');
  return faults;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
