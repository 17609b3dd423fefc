// Mistakes in the functions' environment.

import { add, drop, property, put, variables, type Mutation } from './edit.ts';

export const settings: readonly Mutation[] = [
  {
    title: 'a setting is missing',
    make: drop(variables('DeliverLambdaFunction', 'LANES_QUEUE_URL')),
    caughtBy: 'settings',
  },
  {
    title: 'nobody knows a setting',
    make: add(property('ReportLambdaFunction', 'Environment', 'Variables'), { SWEEP_AFTER_MSEC: '900000' }),
    caughtBy: 'settings',
  },
  {
    title: 'a setting is out of range',
    make: put(variables('SplitLambdaFunction', 'MAX_REJECTED_PERCENT'), '200'),
    caughtBy: 'settings',
  },
  {
    title: 'report speaks another language than its stage',
    make: put(variables('ReportLambdaFunction', 'LANGUAGE'), 'en'),
    caughtBy: 'settings',
  },
  {
    title: 'export has no language',
    make: drop(variables('ExportLambdaFunction', 'LANGUAGE')),
    caughtBy: 'settings',
  },
  {
    title: 'a stage may have a language that nobody speaks',
    make: drop(['Parameters', 'Language', 'AllowedPattern']),
    caughtBy: 'parameters',
  },
  {
    title: 'split takes the intake queue for that of dropped files',
    make: put(variables('SplitLambdaFunction', 'DROPS_QUEUE_URL'), { Ref: 'IntakeQueue' }),
    caughtBy: 'settings',
  },
  {
    title: 'the sweeper looks for files in the records bucket',
    make: put(variables('ReportLambdaFunction', 'INBOX_BUCKET'), { Ref: 'RecordsBucket' }),
    caughtBy: 'settings',
  },
  {
    title: 'a setting leads to another queue',
    make: put(variables('DeliverLambdaFunction', 'LANES_QUEUE_URL'), { Ref: 'ExportsQueue' }),
    caughtBy: 'settings',
  },
  {
    title: "deliver's young objects get all the room they like",
    make: put(variables('DeliverLambdaFunction', 'NODE_OPTIONS'), ''),
    caughtBy: 'settings',
  },
  {
    title: "deliver's heap has a limit that nobody chose",
    make: put(variables('DeliverLambdaFunction', 'NODE_OPTIONS'), '--max-semi-space-size=8'),
    caughtBy: 'settings',
  },
  {
    title: 'deliver and the sweeper differ in patience',
    make: put(variables('ReportLambdaFunction', 'PATIENCE_MS'), '3600000'),
    caughtBy: 'patience',
  },
  {
    title: 'the secret stands in the environment',
    make: put(variables('DeliverLambdaFunction', 'FEISHU_APP_SECRET_ARN'), 'hush'),
    caughtBy: 'secrets',
  },
  {
    title: 'the secret stands in the template',
    make: add(property('FeishuAppSecret'), { SecretString: 'hush' }),
    caughtBy: 'secrets',
  },
];
