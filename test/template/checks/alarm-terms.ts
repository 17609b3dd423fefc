// For each alarm: when it rings, what missing data means, and whether its end is reported. Typed by hand, so that no number
// changes unseen.

import { at, listOf, numberAt, textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';

const rings = {
  is: 'Sum GreaterThanOrEqualToThreshold 1',
  in: '1 of 1 × 300 s',
  silence: 'notBreaching',
  tellsItsEnd: true,
};
const waits = { ...rings, is: 'Maximum GreaterThanThreshold 3600' };
const dead = { ...rings, is: 'Maximum GreaterThanOrEqualToThreshold 1' };
/** A batch that Feishu bars is tried again after 900 s. */
const refused = { ...rings, in: '1 of 4 × 300 s' };
const once = { ...rings, tellsItsEnd: false };
const share = {
  ...rings,
  is: 'throttled / (100 + calls) of Sum and SampleCount GreaterThanThreshold 0.05',
  in: '3 of 3 × 300 s',
};
const threeAnHour = { ...rings, is: 'Sum GreaterThanOrEqualToThreshold 3', in: '1 of 1 × 3600 s' };

const expected: Readonly<Record<string, typeof rings>> = {
  // SQS leaves out messages that were received three times, so the end of such an alarm says nothing.
  DropsWait: { ...waits, tellsItsEnd: false },
  IntakeWaits: { ...waits, tellsItsEnd: false },
  LanesWait: waits,
  // An hour in milliseconds. A batch comes back every quarter of an hour at the latest.
  BatchWaits: { ...rings, is: 'Maximum GreaterThanThreshold 3600000', in: '1 of 1 × 900 s' },
  ExportsWait: { ...waits, is: 'Maximum GreaterThanThreshold 21600' },
  DropsDead: dead,
  IntakeDead: dead,
  LanesDead: dead,
  ExportsDead: dead,
  EventsDead: dead,
  DeliverCredentialsRefused: refused,
  DeliverSecretUnreadable: refused,
  ExportCredentialsRefused: refused,
  ExportSecretUnreadable: refused,
  UnknownOutcomes: once,
  TotalsMismatch: once,
  DeliverThrottledShare: share,
  ExportThrottledShare: share,
  // Four hours in milliseconds. The sweeper writes the metric every quarter of an hour, but not in each period.
  JobStuck: { ...rings, is: 'Maximum GreaterThanThreshold 14400000', in: '1 of 2 × 900 s' },
  SweepFailed: { ...rings, in: '1 of 2 × 900 s' },
  UnseenFiles: once,
  SweeperGone: {
    ...rings,
    is: 'SampleCount LessThanThreshold 1',
    in: '1 of 1 × 3600 s',
    silence: 'breaching',
  },
  SplitQuarantined: once,
  DeliverQuarantined: once,
  ExportQuarantined: once,
  ExportFailed: once,
  SplitErrors: rings,
  DeliverErrors: rings,
  ReportErrors: rings,
  ExportErrors: rings,
  SplitThrottled: { ...rings, in: '3 of 3 × 300 s' },
  ReportThrottled: { ...rings, in: '3 of 3 × 300 s' },
  SplitFailedMessages: rings,
  DeliverFailedMessages: threeAnHour,
  ExportFailedMessages: threeAnHour,
};

export function checkAlarmTerms(deployed: Deployed, alarmTopicArn: string): readonly string[] {
  const alarms = deployed.ofType('AWS::CloudWatch::Alarm');
  const unknown = alarms.filter(({ id }) => !(id in expected)).map(({ id }) => `${id} has no agreed terms`);
  const faults = Object.entries(expected).flatMap(([id, wanted]) => {
    const properties = deployed.get(id)?.properties;
    const said = termsOf(properties, alarmTopicArn);
    return Object.entries(wanted)
      .filter(([name, value]) => at(said, name) !== value)
      .map(([name, value]) => `${id}: ${name} is ${String(at(said, name))}, expected ${String(value)}`);
  });
  return [...unknown, ...faults];
}

function termsOf(properties: unknown, alarmTopicArn: string): typeof rings {
  const parts = listOf(at(properties, 'Metrics'));
  const stats = parts.filter((one) => at(one, 'MetricStat') !== undefined);
  const expression = parts.map((one) => textAt(one, 'Expression')).join('');
  const measure = [
    at(properties, 'Statistic') ??
      `${expression} of ${stats.map((one) => textAt(one, 'MetricStat', 'Stat')).join(' and ')}`,
    at(properties, 'ComparisonOperator'),
    at(properties, 'Threshold'),
  ];
  const periods = [properties, ...stats.map((one) => at(one, 'MetricStat'))]
    .map((one) => numberAt(one, 'Period'))
    .filter((seconds) => !Number.isNaN(seconds));
  const all = numberAt(properties, 'EvaluationPeriods');
  const some =
    at(properties, 'DatapointsToAlarm') === undefined ? all : numberAt(properties, 'DatapointsToAlarm');
  return {
    is: measure.join(' '),
    in: `${some} of ${all} × ${[...new Set(periods)].join(' or ')} s`,
    silence: textAt(properties, 'TreatMissingData'),
    tellsItsEnd: listOf(at(properties, 'OKActions')).includes(alarmTopicArn),
  };
}
