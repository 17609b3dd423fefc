// A stage is removed and set up again with the buckets that it left.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { docBlocks } from '../doc-blocks.ts';
import { allows, statementsIn } from '../template/rights.ts';
import { app, region, startDeployment, type Deployment } from './harness.ts';
import type { AccountBucket } from './stacks.ts';

const slowestMs = 120_000;
const inbox = `payferry-dev-inbox-111122223333-${region}`;
const records = `payferry-dev-records-111122223333-${region}`;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment();
});
afterAll(() => deployment[Symbol.asyncDispose]());

const stacks = () => [...deployment.cloudFormation.account.stacks.values()];
const buckets = () => deployment.cloudFormation.account.buckets;
const bucket = (name: string): AccountBucket => buckets().get(name) ?? { stack: 'no bucket', settings: {} };
const adopt = () => deployment.serverless('adopt');

describe('a stage', { timeout: slowestMs }, () => {
  it('has nothing to adopt where it never was', async () => {
    await expect(adopt()).rejects.toThrow(
      `There is nothing to adopt: neither ${inbox} nor ${records} is there`,
    );
    expect(stacks()).toEqual([]);
  });

  it('has nothing to adopt while its stack has its buckets', async () => {
    await deployment.serverless('deploy', app, '--param=protected=false');
    await expect(adopt()).rejects.toThrow('The stack payferry-dev has these buckets already');
  });

  it('leaves its buckets when it is removed', async () => {
    await deployment.serverless('remove');
    expect(stacks()).toEqual([]);
    expect([...buckets().keys()].toSorted()).toEqual([inbox, records]);
    expect(bucket(records).stack).toBeUndefined();
  });

  it('is not deployed again while nobody has its buckets, and nothing is made', async () => {
    await expect(deployment.serverless('deploy', app)).rejects.toThrow(
      `The bucket ${inbox} is there already, and the stack payferry-dev does not have it`,
    );
    expect(stacks()).toEqual([]);
  });

  it('takes no bucket of another account', async () => {
    deployment.heads.hidden.add(records);
    await expect(adopt()).rejects.toThrow(`${records} is there, and belongs to another account`);
    deployment.heads.hidden.clear();
    expect(stacks()).toEqual([]);
  });

  it('takes both buckets or none', async () => {
    const left = bucket(inbox);
    buckets().delete(inbox);
    await expect(adopt()).rejects.toThrow(`The bucket ${inbox} is not there, and the other one is`);
    expect(stacks()).toEqual([]);

    // It goes between the look and the change set.
    deployment.heads.justGone.add(inbox);
    await expect(adopt()).rejects.toThrow(/not adopted: .* does not exist\. Nothing was changed/);
    deployment.heads.justGone.clear();
    expect(stacks()).toEqual([]);
    buckets().set(inbox, left);
  });

  it('takes no bucket of another stack, and leaves none half made', async () => {
    bucket(inbox).stack = 'another';
    await expect(adopt()).rejects.toThrow(
      /not adopted: InboxBucket: .* already belongs to another\. Nothing/,
    );
    expect(stacks()).toEqual([]);
    bucket(inbox).stack = undefined;
  });

  it('says what a run that was cut off or failed has left', async () => {
    const { account } = deployment.cloudFormation;
    const template = { Parameters: {}, Resources: {} };
    const cut = { name: 'cut', type: 'CREATE', region, template, parameters: {}, imports: new Map() };
    const stack = account.createChangeSet('payferry-dev', cut);
    await expect(adopt()).rejects.toThrow(
      /already \(REVIEW_IN_PROGRESS\).* "npx serverless remove --stage dev/,
    );

    const { Resources = {} } = account.executed.at(-1)?.template ?? {};
    const { InboxBucket = { Type: '', Properties: {} } } = Resources;
    account.createChangeSet('payferry-dev', {
      ...cut,
      name: 'taken',
      template: { ...template, Resources: { InboxBucket } },
    });
    account.execute(stack, 'taken');
    await expect(adopt()).rejects.toThrow(
      /already \(ROLLBACK_COMPLETE\), and it does not have these buckets/,
    );
    await expect(deployment.serverless('deploy', app)).rejects.toThrow(
      'and the stack payferry-dev does not have it',
    );
    await deployment.serverless('remove');
    expect(account.stacks.size).toBe(0);
    expect(bucket(inbox).stack).toBeUndefined();
  });

  it('adopts them, and changes nothing of them', async () => {
    bucket(records).settings = { ...bucket(records).settings, LifecycleConfiguration: 'edited by hand' };
    expect(await adopt()).toContain(`now has ${inbox} and ${records}, and nothing else`);
    const [stack] = stacks();
    expect(stack?.status).toBe('IMPORT_COMPLETE');
    expect(bucket(records)).toMatchObject({
      stack: stack?.id,
      settings: { LifecycleConfiguration: 'edited by hand' },
    });
  });

  it('is whole after the next deployment, with the same buckets and all their settings', async () => {
    const before = stacks()[0]?.id;
    await deployment.serverless('deploy', app);
    const [stack] = stacks();
    expect(stack?.id).toBe(before);
    expect(stack?.status).toBe('UPDATE_COMPLETE');
    expect(stack?.buckets.get('InboxBucket')).toBe(inbox);
    expect(stack?.buckets.get('RecordsBucket')).toBe(records);
    expect(stack?.isProtected).toBe(true);
    const { Resources = {} } = stack?.template ?? {};
    expect(Object.keys(Resources).length).toBeGreaterThan(50);
    expect(bucket(inbox).settings).toMatchObject(withoutName(Resources['InboxBucket']?.Properties));
    expect(bucket(records).settings).toMatchObject(withoutName(Resources['RecordsBucket']?.Properties));
  });

  it('asked CloudFormation for nothing that the rights of docs/deploy.md do not allow', async () => {
    const blocks = await docBlocks('deploy.md');
    const policy = statementsIn(
      JSON.parse(blocks.find(({ text }) => text.includes('iam:PassRole'))?.text ?? ''),
    );
    const stack = `arn:aws:cloudformation:${region}:111122223333:stack/payferry-dev/1`;
    const asked = [...deployment.cloudFormation.asked].filter((action) => /^[A-Z]/.test(action));
    expect(asked).toContain('UpdateTerminationProtection');
    const services = (action: string) => (action === 'GetCallerIdentity' ? 'sts' : 'cloudformation');
    const refused = asked.filter((action) => !allows(policy, `${services(action)}:${action}`, stack));
    expect(refused).toEqual([]);
  });
});

/** The template of the import has the name as text. */
const withoutName = (properties: Readonly<Record<string, unknown>> = {}) =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'BucketName'));
