// The stand-in of CloudFormation refuses what CloudFormation refuses.

import { beforeEach, describe, expect, it } from 'vitest';

import { Account, type Asked } from './stacks.ts';
import { readTemplate, type Template } from './template-parameters.ts';

const bucket = { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName: 'pay' } };
const templateOf = (resources: object, more: object = {}): Template =>
  readTemplate(JSON.stringify({ Resources: resources, ...more }));
const imports = new Map([['Pay', 'pay']]);

let account: Account;
beforeEach(() => {
  account = new Account();
});

function change(type: string, template: Template, more: Partial<Asked> = {}): string {
  const asked = { name: 'change', type, region: 'ap-east-1', parameters: {}, imports: new Map(), template };
  const stack = account.createChangeSet('payferry', { ...asked, ...more });
  account.execute(stack, 'change');
  return stack.status;
}

describe('an import', () => {
  beforeEach(() => {
    account.buckets.set('pay', { stack: undefined, settings: { Tags: 'as they were' } });
  });

  it('takes a bucket as it is', () => {
    const Properties = { BucketName: 'pay', Tags: 'others' };
    expect(change('IMPORT', templateOf({ Pay: { ...bucket, Properties } }), { imports })).toBe(
      'IMPORT_COMPLETE',
    );
    expect(account.buckets.get('pay')?.settings).toEqual({ Tags: 'as they were' });
    // The deployment after it sees no difference, and changes nothing.
    expect(change('UPDATE', templateOf({ Pay: { ...bucket, Properties } }))).toBe('UPDATE_COMPLETE');
    expect(account.buckets.get('pay')?.settings).toEqual({ Tags: 'as they were' });
  });

  it.each([
    [
      'another resource',
      templateOf({ Pay: bucket, Queue: { Type: 'AWS::SQS::Queue' } }),
      'Queue] is missing',
    ],
    ['an output', templateOf({ Pay: bucket }, { Outputs: { Name: {} } }), 'cannot modify or add [Outputs]'],
    [
      'a bucket without a deletion policy',
      templateOf({ Pay: { ...bucket, DeletionPolicy: undefined } }),
      'must have DeletionPolicy',
    ],
    [
      'a name that is not the identifier',
      templateOf({ Pay: { ...bucket, Properties: {} } }),
      'does not match',
    ],
  ])('refuses a template with %s, and makes no stack', (_, template, message) => {
    expect(() => change('IMPORT', template, { imports })).toThrow(message);
    expect(account.stacks.size).toBe(0);
  });

  it('refuses a bucket that is not there, and leaves an empty stack behind', () => {
    account.buckets.clear();
    expect(() => change('IMPORT', templateOf({ Pay: bucket }), { imports })).toThrow('status of [FAILED]');
    expect(account.find('payferry').status).toBe('REVIEW_IN_PROGRESS');
  });

  it('takes back what it did where another stack has the bucket', () => {
    account.buckets.set('pay', { stack: 'another', settings: {} });
    expect(change('IMPORT', templateOf({ Pay: bucket }), { imports })).toBe('IMPORT_ROLLBACK_COMPLETE');
    expect(account.buckets.get('pay')?.stack).toBe('another');
  });

  it('changes nothing else of a stack', () => {
    const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'one' } };
    change('CREATE', templateOf({ Queue: queue }));
    const other = { ...queue, Properties: { QueueName: 'two' } };
    expect(() => change('IMPORT', templateOf({ Queue: other, Pay: bucket }), { imports })).toThrow(
      'You have modified resources [Queue]',
    );
  });
});

describe('a stack', () => {
  it('cannot make a bucket whose name is taken', () => {
    account.buckets.set('pay', { stack: undefined, settings: {} });
    expect(change('CREATE', templateOf({ Pay: bucket }))).toBe('ROLLBACK_COMPLETE');
    expect(account.find('payferry').events.map(({ reason }) => reason)).toContain('pay already exists');
  });

  it('leaves the buckets that are to stay, and only those', () => {
    const other = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'zips' } };
    change('CREATE', templateOf({ Pay: bucket, Zips: other }));
    const stack = account.find('payferry');
    stack.isProtected = true;
    expect(() => account.remove(stack)).toThrow('TerminationProtection is enabled');
    stack.isProtected = false;
    account.remove(stack);
    expect([...account.buckets]).toEqual([['pay', expect.objectContaining({ stack: undefined })]]);
  });
});
