// The principals that may assume a role. The whole document is compared, so that no other principal slips in.

import { textAt } from '../at.ts';
import { account, region, type Deployed } from '../deployed.ts';

const trustIn = (service: string, condition?: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...(condition === undefined ? {} : { Condition: condition }),
    },
  ],
});

/**
 * The functions assume their own roles. Of the schedules, only those of this group assume theirs.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function trustOf(deployed: Deployed, role: string): unknown {
  if (role !== 'ScheduleRole') return trustIn('lambda.amazonaws.com');
  const group = textAt(deployed.get('Schedules')?.properties, 'Name');
  return trustIn('scheduler.amazonaws.com', {
    StringEquals: {
      'aws:SourceAccount': account,
      'aws:SourceArn': `arn:aws:scheduler:${region}:${account}:schedule-group/${group}`,
    },
  });
}
