import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { isStage, routeOf } from './queue-names.ts';
import { deduplicationIdOf, requestsOf, sortLetters, type DeadLetter, type Known } from './sort-letters.ts';

const startedMs = Date.UTC(2026, 10, 20);

function letter(id: string, more: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id,
    receiptHandle: `of ${id}`,
    body: id,
    group: undefined,
    sentMs: startedMs,
    attributes: {},
    ...more,
  };
}

function known(more: Partial<Known> = {}): Known {
  const none = { sent: new Set<string>(), left: new Set<string>(), own: new Set<string>() };
  return { startedMs, ...none, blocked: new Set(), ...more };
}

const ids = (letters: readonly DeadLetter[]) => letters.map(({ id }) => id).join(' ');

describe('a received dead letter', () => {
  it.each([
    ['is sent', {}, {}, 'toSend'],
    ['is left if it was sent after the start', {}, { sentMs: startedMs + 1 }, 'toLeave'],
    ['is left if this run sent it, by its id alone', { own: new Set(['a']) }, {}, 'toLeave'],
    ['is left if it was left before', { left: new Set(['a']) }, {}, 'toLeave'],
    ['is deleted if it was sent before', { sent: new Set(['a']) }, { sentMs: startedMs + 1 }, 'toDelete'],
    ['is left behind one of its group that is stuck', { blocked: new Set(['g']) }, { group: 'g' }, 'toLeave'],
    ['is sent beside another group that is stuck', { blocked: new Set(['h']) }, { group: 'g' }, 'toSend'],
  ] as const)('%s', (_, knowing, more, where) => {
    const sorted = sortLetters([letter('a', more)], known(knowing));
    const all = { toSend: '', toDelete: '', toLeave: '' };
    expect({
      toSend: ids(sorted.toSend),
      toDelete: ids(sorted.toDelete),
      toLeave: ids(sorted.toLeave),
    }).toEqual({ ...all, [where]: 'a' });
  });
});

describe('requests', () => {
  const groups = (...names: string[]) => names.map((group, at) => letter(`${group}${at}`, { group }));

  it('to a plain queue have ten letters each', () => {
    const letters = Array.from({ length: 23 }, (_, at) => letter(String(at)));
    expect(requestsOf(letters, false).map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(requestsOf(letters, false).flat()).toEqual(letters);
  });

  it('to a FIFO queue have one letter of a group, the earlier ones first', () => {
    const requests = requestsOf(groups('a', 'a', 'b', 'a', 'b', 'c'), true);
    expect(requests.map(ids)).toEqual(['a0 b2 c5', 'a1 b4', 'a3']);
  });

  it('hold 256 KiB together, in bytes, and a larger letter goes alone', () => {
    const of = (id: string, bytes: number) => letter(id, { body: '张'.repeat(bytes / 3) });
    const letters = [of('a', 150_000), of('b', 112_143), of('c', 3), of('d', 900_000), of('e', 3)];
    expect(requestsOf(letters, false).map(ids)).toEqual(['a b', 'c', 'd', 'e']);
  });

  it('count attributes too', () => {
    const BinaryValue = new Uint8Array(200_000);
    const letters = ['a', 'b'].map((id) =>
      letter(id, { attributes: { of: { DataType: 'Binary', BinaryValue } } }),
    );
    expect(requestsOf(letters, false).map(ids)).toEqual(['a', 'b']);
  });

  it('of nothing are none', () => {
    expect([requestsOf([], false), requestsOf([], true)]).toEqual([[], []]);
  });
});

it('the deduplication id is the same for each try, and can be sent', () => {
  const id = '5fea7756-0ea4-451a-a703-a558b933e274';
  expect(deduplicationIdOf(letter(id))).toBe(deduplicationIdOf(letter(id, { receiptHandle: 'another' })));
  expect(deduplicationIdOf(letter(id))).toMatch(/^[\w-]{1,128}$/);
  expect(deduplicationIdOf(letter(id))).not.toBe(id);
});

describe('the queues of a stage', () => {
  it.each([
    ['intake', 'payferry-prod-intake-dead', 'payferry-prod-intake', false],
    ['lanes', 'payferry-prod-lanes-dead.fifo', 'payferry-prod-lanes.fifo', true],
    ['exports', 'payferry-prod-exports-dead.fifo', 'payferry-prod-exports.fifo', true],
    ['drops', 'payferry-prod-drops-dead', 'payferry-prod-intake', false],
  ] as const)('%s: %s goes to %s', (queue, from, to, isFifo) => {
    expect(routeOf(queue, 'prod')).toEqual({ from, to, isFifo });
  });

  it.each(['intake', 'lanes', 'exports'] as const)('%s is named as the template names it', async (queue) => {
    const template = await readFile(resolve(import.meta.dirname, '../../../serverless/queues.yml'), 'utf8');
    const named = [...template.matchAll(/QueueName: \$\{self:service\}-\$\{sls:stage\}-(\S+)/g)].map(
      ([, name = '']) => `payferry-prod-${name}`,
    );
    const { from, to } = routeOf(queue, 'prod');
    expect(named).toContain(from);
    expect(named).toContain(to);
  });

  it.each([
    ['prod', true],
    ['a-b-9', true],
    ['x'.repeat(18), true],
    ['x'.repeat(19), false],
    ['', false],
    ['Prod', false],
    ['a/b', false],
  ])('a stage %j: %s', (text, is) => {
    expect(isStage(text)).toBe(is);
  });
});
