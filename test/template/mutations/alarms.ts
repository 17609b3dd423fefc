// What a person hears of.

import { drop, property, put, variables, type Mutation } from './edit.ts';

export const alarms: readonly Mutation[] = [
  ...[
    'LanesDead',
    'DeliverCredentialsRefused',
    'ExportSecretUnreadable',
    'UnknownOutcomes',
    'TotalsMismatch',
    'DeliverThrottledShare',
    'JobStuck',
    'SweeperGone',
    'ExportFailed',
    'ExportsWait',
    'DeliverErrors',
  ].map((id) => ({ title: `nobody is told: ${id}`, make: drop(['Resources', id]), caughtBy: 'alarms' })),
  {
    title: 'an alarm tells nobody',
    make: drop(property('TotalsMismatch', 'AlarmActions')),
    caughtBy: 'alarms',
  },
  {
    title: 'an alarm does not say what to do',
    make: put(property('JobStuck', 'AlarmDescription'), 'A job is stuck'),
    caughtBy: 'alarms',
  },
  {
    title: 'an alarm leads to a page of the runbook that is not there',
    make: put(
      property('JobStuck', 'AlarmDescription'),
      'A job that waits for nobody has been open for four hours. Find it and see how far it came. docs/operate.md#stuck',
    ),
    caughtBy: 'alarms',
  },
  {
    title: 'the functions write their metrics elsewhere',
    make: put(variables('DeliverLambdaFunction', 'METRICS_NAMESPACE'), 'Payferry'),
    caughtBy: 'alarms',
  },
  {
    title: 'the dashboard is no JSON',
    make: put(property('Dashboard', 'DashboardBody'), '{"widgets":[}'),
    caughtBy: 'alarms',
  },
];
