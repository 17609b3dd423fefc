// Question 4: a message that is handed back beside one that is done.

import { asExpected, differs, notAsked, type Answer, type Question, type Tools } from '../question.ts';
import type { ReceivedMessage } from '../queues.ts';

const hiddenSeconds = 60;
/** Polls and clocks may be so much late or early. */
const toleranceSeconds = 5;
const mostReceives = 5;

export const handBack: Question = {
  number: 4,
  asks: 'A lane message is handed back with 60 s beside one that was done: when does each come again?',
  how: 'A throwaway FIFO queue with three messages of one group. Two are received together; the first is deleted, the second hidden for 60 s. It asks SQS alone: what Lambda does with the rest of a batch is seen in the log lines handed_back of deliver.',
  expects: 'The deleted one never, the hidden one after 60 s, and the third not before it.',
  ifItDiffers:
    'Order within a lane is not what deliver expects. Do not send updates or removals, and tell the maintainers.',
  ask,
};

async function ask(tools: Tools): Promise<Answer> {
  const { queues, clock, cleanUp, stopping, id, secondMs } = tools;
  const name = `payferry-first-hour-${id}-hand-back.fifo`;
  cleanUp.note(`queue ${name}`, () => queues.remove(name));
  const url = await queues.create(name, { FifoQueue: 'true', VisibilityTimeout: '300' });
  await queues.send(
    url,
    ['first', 'second', 'third'].map((body) => ({ body, group: 'lane' })),
  );

  let two: readonly ReceivedMessage[] = [];
  for (let receives = 0; two.length < 2 && receives < mostReceives; receives += 1) {
    stopping.throwIfAborted();
    for (const message of two) await queues.hide(url, message, 0);
    two = await queues.receive(url, 2, 2);
  }
  const [first, second] = two;
  if (!first || !second) return notAsked(`no receive of ${mostReceives} had two messages of the group`);
  if (first.body !== 'first' || second.body !== 'second')
    return differs(`they came out of order: ${first.body}, ${second.body}`);
  await queues.hide(url, second, hiddenSeconds);
  const hiddenMs = clock.now();
  await queues.acknowledge(url, first);

  const came: { readonly body: string; readonly seconds: number }[] = [];
  const endMs = hiddenMs + 2 * hiddenSeconds * secondMs;
  while (came.length < 2 && clock.now() < endMs) {
    stopping.throwIfAborted();
    for (const message of await queues.receive(url, 10, 1)) {
      came.push({ body: message.body, seconds: (clock.now() - hiddenMs) / secondMs });
      await queues.acknowledge(url, message);
    }
  }
  const seen = came.map(({ body, seconds }) => `the ${body} after ${seconds.toFixed(1)} s`).join(', ');
  const [again, behind] = came;
  const isLate = Math.abs((again?.seconds ?? 0) - hiddenSeconds) > toleranceSeconds;
  const isInOrder = again?.body === 'second' && behind?.body === 'third';
  return isInOrder && !isLate ? asExpected(seen) : differs(seen === '' ? 'none came in two minutes' : seen);
}
