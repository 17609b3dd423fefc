// Finds the deployed stage: its account, its buckets and its address of Feishu, from the stack.

import * as v from 'valibot';

import type { Aws } from './aws.ts';
import type { Stack } from './question.ts';

const identity = v.object({ Account: v.string(), Arn: v.string() });
const stacks = v.object({
  Stacks: v.tuple([
    v.object({
      Outputs: v.optional(v.array(v.object({ OutputKey: v.string(), OutputValue: v.string() })), []),
      Parameters: v.optional(
        v.array(v.object({ ParameterKey: v.string(), ParameterValue: v.optional(v.string(), '') })),
        [],
      ),
    }),
  ]),
});

export async function findStack(aws: Aws, stage: string): Promise<Stack> {
  const { Account, Arn } = v.parse(identity, await aws('sts get-caller-identity'));
  const found = await aws('cloudformation describe-stacks', { 'stack-name': `payferry-${stage}` });
  const [{ Outputs, Parameters }] = v.parse(stacks, found).Stacks;
  const output = (key: string) => {
    const value = Outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value === undefined) throw new Error(`the stack payferry-${stage} has no output ${key}`);
    return value;
  };
  const [, partition = 'aws'] = Arn.split(':');
  return {
    account: Account,
    partition,
    inbox: output('InboxBucketName'),
    records: output('RecordsBucketName'),
    feishuBaseUrl:
      Parameters.find(({ ParameterKey }) => ParameterKey === 'FeishuBaseUrl')?.ParameterValue ||
      'https://open.feishu.cn',
  };
}
