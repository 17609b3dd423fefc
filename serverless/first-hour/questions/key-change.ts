// Question 7: a queue that changes from SQS's own encryption to a key of one's own.

import { asExpected, differs, notAsked, type Answer, type Question, type Tools } from '../question.ts';

export const keyChange: Question = {
  number: 7,
  asks: 'If kmsKeyArn is set on a stage that has run without, do the queues change over in place?',
  how: 'With --kms-key: a throwaway queue with SSE-SQS and a message in it gets the key by SetQueueAttributes. It asks the API, not CloudFormation.',
  expects: 'The queue has the key, SSE-SQS is off, and the message from before can be received.',
  ifItDiffers:
    'Set kmsKeyArn only before the first job, or wait until the queues are empty. Tell the maintainers what was refused.',
  ask,
};

async function ask({ queues, cleanUp, id, kmsKey }: Tools): Promise<Answer> {
  if (kmsKey === undefined) return notAsked('it needs --kms-key ARN');
  const name = `payferry-first-hour-${id}-key-change`;
  cleanUp.note(`queue ${name}`, () => queues.remove(name));
  const url = await queues.create(name, { SqsManagedSseEnabled: 'true' });
  await queues.send(url, [{ body: 'before' }]);
  await queues.setAttributes(url, { KmsMasterKeyId: kmsKey });
  const { KmsMasterKeyId = 'none', SqsManagedSseEnabled = 'false' } = await queues.attributes(url);
  await queues.send(url, [{ body: 'after' }]);
  const bodies = new Set<string>();
  for (let receives = 0; receives < 5 && bodies.size < 2; receives += 1)
    for (const { body } of await queues.receive(url, 10, 2)) bodies.add(body);
  const seen = `key ${KmsMasterKeyId}, SSE-SQS ${SqsManagedSseEnabled}, received: ${[...bodies].toSorted().join(', ')}`;
  const hasChanged = KmsMasterKeyId === kmsKey && SqsManagedSseEnabled === 'false' && bodies.size === 2;
  return hasChanged ? asExpected(seen) : differs(seen);
}
