// The loop of a redrive against queues in memory, in virtual time.

import { describe, expect, it } from 'vitest';

import { handClock } from '../../../test/hand-clock.ts';
import type { DeadLetters, Refusal } from './dead-letters.ts';
import { createMove, NotTaken } from './move-all.ts';
import type { DeadLetter } from './sort-letters.ts';

const startedMs = Date.UTC(2026, 10, 20);
const hiddenMs = 60_000;

interface Held extends DeadLetter {
  visibleMs: number;
}

/** Dead letters in memory. A FIFO queue hands out up to ten letters, and none of a group that has one hidden. */
function aQueue(dead: readonly DeadLetter[], isFifo = false) {
  const clock = handClock(startedMs);
  const held: Held[] = dead.map((letter) => ({ ...letter, visibleMs: 0 }));
  const taken: string[] = [];
  const requests: string[] = [];
  let receives = 0;
  const faults: {
    send: (letter: DeadLetter) => Omit<Refusal, 'letter'> | undefined;
    remove: (letter: DeadLetter) => boolean;
    onTaken: (letter: DeadLetter, newId: string) => void;
    receive: () => void;
  } = { send: () => undefined, remove: () => false, onTaken: () => undefined, receive: () => undefined };

  const port: DeadLetters = {
    async receive() {
      receives += 1;
      faults.receive();
      const nowMs = clock.now();
      const locked = new Set(held.filter(({ visibleMs }) => visibleMs > nowMs).map(({ group }) => group));
      const ready = held.filter(
        ({ visibleMs, group }) => visibleMs <= nowMs && !(isFifo && locked.has(group)),
      );
      const some = ready.slice(0, 10);
      for (const letter of some) letter.visibleMs = nowMs + hiddenMs;
      return some.map((letter) => ({ ...letter, receiptHandle: `${letter.id} ${receives}` }));
    },
    async send(some) {
      requests.push(some.map(({ id }) => id).join(' '));
      const refused: Refusal[] = [];
      const newIds: string[] = [];
      for (const letter of some) {
        const fault = faults.send(letter);
        if (fault) refused.push({ letter, ...fault });
        else {
          taken.push(letter.id);
          newIds.push(`new ${letter.id}`);
          faults.onTaken(letter, `new ${letter.id}`);
        }
      }
      return { refused, newIds };
    },
    async remove(some) {
      const still = some.filter(faults.remove);
      for (const { id } of some.filter((letter) => !still.includes(letter)))
        held.splice(
          held.findIndex((other) => other.id === id),
          1,
        );
      return still;
    },
    async count() {
      const hidden = held.filter(({ visibleMs }) => visibleMs > clock.now()).length;
      return { waiting: held.length - hidden, hidden };
    },
  };

  async function move(stopping = new AbortController()) {
    let waits = 0;
    const moving = createMove({
      letters: port,
      isFifo,
      startedMs,
      clock,
      stopping: stopping.signal,
      onMoved: () => undefined,
      onWait: () => (waits += 1),
    });
    const error: unknown = await clock.until(
      moving.run().then(
        () => undefined,
        (cause: unknown) => cause,
      ),
    );
    return { ...moving.soFar(held.length), waits, error };
  }
  return { clock, held, taken, requests, faults, move, receives: () => receives };
}

function letters(count: number, group?: (at: number) => string): DeadLetter[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(at),
    receiptHandle: '',
    body: 'pay',
    group: group?.(at),
    sentMs: startedMs - 1000,
    attributes: {},
  }));
}

const gone = { left: 0, tooNew: 0, refused: 0, code: undefined, notDeleted: 0, waits: 0, error: undefined };

describe('a redrive', () => {
  it('moves each letter once, and ends after three empty receives', async () => {
    const queue = aQueue(letters(25));
    expect(await queue.move()).toEqual({ ...gone, moved: 25 });
    expect(queue.taken).toEqual(letters(25).map(({ id }) => id));
    expect(queue.receives()).toBe(3 + 3);
  });

  it('goes on where a receive is empty although letters are there', async () => {
    const queue = aQueue(letters(3));
    const { held } = queue;
    const all = held.splice(0);
    let empty = 0;
    queue.faults.receive = () => {
      empty += 1;
      if (empty === 3) held.push(...all);
    };
    expect(await queue.move()).toEqual({ ...gone, moved: 3 });
  });

  it('leaves what dies again at once, and ends', async () => {
    const queue = aQueue(letters(12));
    // By its time the message is older than the run: only its id tells it.
    queue.faults.onTaken = (letter, id) => queue.held.push({ ...letter, id, visibleMs: 0 });
    expect(await queue.move()).toEqual({ ...gone, moved: 12, left: 12, tooNew: 12 });
    expect(queue.taken).toHaveLength(12);
  });

  it('leaves what is newer than its start', async () => {
    const newer = letters(5).map((letter) => ({ ...letter, id: `n${letter.id}`, sentMs: startedMs + 1 }));
    const queue = aQueue([...newer, ...letters(5)]);
    expect(await queue.move()).toEqual({ ...gone, moved: 5, left: 5, tooNew: 5 });
  });

  it('waits for letters that a killed run has hidden', async () => {
    const queue = aQueue(letters(15));
    for (const letter of queue.held.slice(0, 10)) letter.visibleMs = startedMs + 45_000;
    expect(await queue.move()).toEqual({ ...gone, moved: 15, waits: 1 });
    expect(queue.clock.now() - startedMs).toBeGreaterThanOrEqual(45_000);
  });

  it('gives up waiting after 70 seconds, and says how many are left', async () => {
    const queue = aQueue(letters(15));
    for (const letter of queue.held.slice(0, 10)) letter.visibleMs = Infinity;
    expect(await queue.move()).toEqual({ ...gone, moved: 5, left: 10, waits: 1 });
    expect(queue.clock.now() - startedMs).toBeLessThan(75_000);
  });

  it('ends after the batch under way when it is stopped', async () => {
    const queue = aQueue(letters(25));
    const stopping = new AbortController();
    queue.faults.onTaken = ({ id }) => {
      if (id === '13') stopping.abort();
    };
    expect(await queue.move(stopping)).toEqual({ ...gone, moved: 20, left: 5 });
    expect(queue.held.map(({ id }) => id)).toEqual(['20', '21', '22', '23', '24']);
  });
});

describe('an entry of a request that fails', () => {
  it('is sent again, alone, after a pause', async () => {
    const queue = aQueue(letters(3));
    let fails = 2;
    queue.faults.send = ({ id }) =>
      id === '1' && (fails -= 1) >= 0 ? { code: 'InternalError', isFinal: false } : undefined;
    expect(await queue.move()).toEqual({ ...gone, moved: 3 });
    expect(queue.requests).toEqual(['0 1 2', '1', '1']);
  });

  it('stays if the message is at fault, and others are moved', async () => {
    const queue = aQueue(letters(3));
    queue.faults.send = ({ id }) =>
      id === '1' ? { code: 'InvalidMessageContents', isFinal: true } : undefined;
    expect(await queue.move()).toEqual({
      ...gone,
      moved: 2,
      left: 1,
      refused: 1,
      code: 'InvalidMessageContents',
    });
    expect(queue.held.map(({ id }) => id)).toEqual(['1']);
  });

  it('holds back the later ones of its group only', async () => {
    const group = (at: number) => (at % 2 === 0 ? 'even' : 'odd');
    const queue = aQueue(letters(10, group), true);
    queue.faults.send = ({ id }) => (id === '4' ? { code: 'TooLong', isFinal: true } : undefined);
    const { moved, refused, left, waits } = await queue.move();
    expect({ moved, refused, left, waits }).toEqual({ moved: 7, refused: 3, left: 3, waits: 0 });
    expect(queue.taken.filter((id) => Number(id) % 2 === 0)).toEqual(['0', '2']);
    expect(queue.taken.filter((id) => Number(id) % 2 === 1)).toEqual(['1', '3', '5', '7', '9']);
  });

  it('and all the others with it, time and again, ends the run', async () => {
    const queue = aQueue(letters(12));
    queue.faults.send = ({ id }) =>
      Number(id) >= 10 ? { code: 'RequestThrottled', isFinal: false } : undefined;
    const { error, moved, left } = await queue.move();
    expect(error).toEqual(new NotTaken('RequestThrottled'));
    expect({ moved, left }).toEqual({ moved: 10, left: 2 });
    expect(queue.requests.length).toBe(1 + 6);
  });
});

describe('a message group', () => {
  it.each([1, 3, 40])('of %i keeps its order', async (groups) => {
    const queue = aQueue(
      letters(95, (at) => String(at % groups)),
      true,
    );
    let flaky = 0;
    queue.faults.send = () =>
      (flaky += 1) % 7 === 0 ? { code: 'InternalError', isFinal: false } : undefined;
    expect(await queue.move()).toEqual({ ...gone, moved: 95 });
    for (let group = 0; group < groups; group += 1) {
      const order = queue.taken.map(Number).filter((id) => id % groups === group);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
    expect(new Set(queue.taken).size).toBe(95);
  });
});

describe('a letter that was sent and cannot be deleted', () => {
  it('is deleted when it is received again, and not sent again', async () => {
    const queue = aQueue(letters(3));
    let refusals = 8;
    queue.faults.remove = ({ id }) => id === '1' && (refusals -= 1) >= 0;
    expect(await queue.move()).toMatchObject({ moved: 3, left: 0, notDeleted: 0 });
    expect(queue.taken).toEqual(['0', '1', '2']);
  });

  it('is told if it stays', async () => {
    const queue = aQueue(letters(3));
    queue.faults.remove = ({ id }) => id === '1';
    expect(await queue.move()).toMatchObject({ moved: 3, left: 1, notDeleted: 1 });
    expect(queue.taken).toEqual(['0', '1', '2']);
  });

  it('keeps nothing from being deleted that was sent before an error', async () => {
    const queue = aQueue(
      letters(4, (at) => String(at)),
      false,
    );
    const big = 'x'.repeat(200_000);
    for (const letter of queue.held) Object.assign(letter, { body: big });
    queue.faults.send = ({ id }) => {
      if (id === '2') throw new Error('connection lost');
      return undefined;
    };
    const { error, moved, left } = await queue.move();
    expect(error).toEqual(new Error('connection lost'));
    expect({ moved, left }).toEqual({ moved: 2, left: 2 });
    expect(queue.held.map(({ id }) => id)).toEqual(['2', '3']);
  });
});
