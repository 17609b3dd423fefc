// Question 5: how many lanes the first receive of a fresh job spans.

import { asExpected, differs, notAsked, type Answer, type Question, type Tools } from '../question.ts';

const groups = 20;
const messagesOfEach = 3;

export const firstReceive: Question = {
  number: 5,
  asks: 'How many lanes come in the first receive of a fresh job?',
  how: 'A throwaway FIFO queue with 20 groups of three messages, sent in turns as split sends them. One receive of ten.',
  expects: 'Messages of several groups come together.',
  ifItDiffers:
    'With one group a receive, lanes start one after the other: the first seconds of a job are slower than performance.md says. Nothing is wrong.',
  ask,
};

async function ask({ queues, cleanUp, id }: Tools): Promise<Answer> {
  const name = `payferry-first-hour-${id}-first-receive.fifo`;
  cleanUp.note(`queue ${name}`, () => queues.remove(name));
  const url = await queues.create(name, {
    FifoQueue: 'true',
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
  });
  const messages = Array.from({ length: groups * messagesOfEach }, (_, at) => ({
    body: String(at),
    group: `lane-${at % groups}`,
  }));
  await queues.send(url, messages);
  const received = await queues.receive(url, 10, 5);
  if (received.length === 0) return notAsked('the receive was empty');
  const lanes = new Set(received.map(({ group }) => group)).size;
  const seen = `${received.length} messages of ${lanes} groups`;
  return lanes > 1 ? asExpected(seen) : differs(seen);
}
