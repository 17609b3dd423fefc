// Question 1: CreateSchedule and a new role whose trust names the schedule group.

import { codeOf } from '../aws.ts';
import { asExpected, differs, type Question, type Tools } from '../question.ts';

const longestWaitMs = 120_000;
const tryEveryMs = 3000;

export const scheduleRole: Question = {
  number: 1,
  asks: 'Does CreateSchedule accept a role that is seconds old and whose trust has the SourceArn condition?',
  how: 'Makes a role with the trust of ScheduleRole and no rights, and at once a disabled schedule with it in the group of the stage.',
  expects: 'It is accepted at the first try.',
  ifItDiffers:
    'A first deployment may be refused once, and CloudFormation takes it back: deploy again. Tell the maintainers the seconds.',
  ask,
};

async function ask(tools: Tools) {
  const { aws, clock, cleanUp, stopping, stage, region, id, stack } = tools;
  const name = `payferry-first-hour-${id}`;
  const group = `payferry-${stage}`;
  const arn = (service: string, what: string) =>
    `arn:${stack.partition}:${service}:${region}:${stack.account}:${what}`;
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': stack.account,
            'aws:SourceArn': arn('scheduler', `schedule-group/${group}`),
          },
        },
      },
    ],
  };
  const target = {
    Arn: arn('sqs', `payferry-${stage}-events-dead`),
    RoleArn: `arn:${stack.partition}:iam::${stack.account}:role/${name}`,
    Input: '{}',
  };
  cleanUp.note(`role ${name}`, () => aws('iam delete-role', { 'role-name': name }));
  const document = JSON.stringify(trust);
  await aws('iam create-role', { 'role-name': name, 'assume-role-policy-document': document });
  cleanUp.note(`schedule ${group}/${name}`, () =>
    aws('scheduler delete-schedule', { 'group-name': group, name }),
  );
  const beganMs = clock.now();
  for (let tries = 1; ; tries += 1) {
    stopping.throwIfAborted();
    try {
      await aws('scheduler create-schedule', {
        'group-name': group,
        name,
        state: 'DISABLED',
        'schedule-expression': 'at(2099-01-01T00:00:00)',
        'flexible-time-window': '{"Mode":"OFF"}',
        target: JSON.stringify(target),
      });
      const seconds = Math.round((clock.now() - beganMs) / 1000);
      return tries === 1
        ? asExpected('accepted at the first try')
        : differs(`refused ${tries - 1} times, accepted after ${seconds} s`);
    } catch (error) {
      const isOfRole = error instanceof Error && /role/i.test(error.message);
      if (codeOf(error) !== 'ValidationException' || !isOfRole) throw error;
      if (clock.now() - beganMs >= longestWaitMs) return differs(`refused for two minutes: ${error.message}`);
    }
    await clock.sleep(tryEveryMs, stopping);
  }
}
