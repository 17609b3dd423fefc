// Mistakes that CloudFormation itself would refuse.

import { drop, property, put, rules, variables, type Mutation } from './edit.ts';

export const refused: readonly Mutation[] = [
  {
    title: 'a reference leads nowhere',
    make: put(variables('SplitLambdaFunction', 'FEISHU_BASE_URL'), { Ref: 'FeishuUrl' }),
    caughtBy: 'cloudformation',
  },
  {
    title: 'a value is none of its enum',
    make: put(property('SplitLambdaFunction', 'Runtime'), 'nodejs99.x'),
    caughtBy: 'cloudformation',
  },
  {
    title: 'a number is out of range',
    make: put(property('LanesQueue', 'VisibilityTimeout'), 50_000),
    caughtBy: 'cloudformation',
  },
  {
    title: 'a lifecycle rule only takes markers away',
    make: drop([...rules('InboxBucket'), 1, 'AbortIncompleteMultipartUpload']),
    caughtBy: 'retention',
  },
];
