// Moves all dead letters of a queue.
// - A letter is deleted only after SQS confirmed that it took the copy. A run that is killed in between leaves both: the
//   letter may then arrive twice, but is never lost.
// - Within a message group the order is kept. Where one letter cannot be sent, the later ones of its group are left.
// - Every letter is sent once in a run. A message that dies again is left, so the run ends.

import type { Clock } from '../../../shared/clock.ts';
import { visibilitySeconds, type DeadLetters, type Refusal } from './dead-letters.ts';
import { requestsOf, sortLetters, type DeadLetter, type Known } from './sort-letters.ts';

export interface Moved {
  readonly moved: number;
  /** Letters that are still there: those that the run left, or SQS's count if that is higher. */
  readonly left: number;
  /** Of them, those that came after the run had begun. */
  readonly tooNew: number;
  /** Of them, those that SQS refuses to take, with its code of the last one, and those behind them in their groups. */
  readonly refused: number;
  readonly code: string | undefined;
  /** Sent, but not deleted: a later redrive would send them again. */
  readonly notDeleted: number;
}

export interface MoveOptions {
  readonly letters: DeadLetters;
  readonly isFifo: boolean;
  /** Epoch milliseconds by SQS's clock. */
  readonly startedMs: number;
  readonly clock: Clock;
  /** The run ends after the batch under way. */
  readonly stopping: AbortSignal;
  readonly onMoved: (moved: number) => void;
  /** SQS counts letters that it does not hand out. */
  readonly onWait: () => void;
}

/** SQS answers a receive with nothing now and then although a message is there. */
const emptyReceives = 3;
/**
 * Longest time without a new letter while SQS counts some: those that a killed run received are hidden for
 * `visibilitySeconds`.
 */
const longestWaitMs = (visibilitySeconds + 10) * 1000;
const pauseMs = 1000;
const mostTries = 6;
const firstPauseMs = 100;

/** SQS took nothing of a request in all tries, and does not say that the messages are at fault. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export function createMove(options: MoveOptions) {
  const { letters, isFifo, startedMs, clock, stopping, onMoved, onWait } = options;
  const known: Known = {
    startedMs,
    sent: new Set(),
    left: new Set(),
    own: new Set(),
    blocked: new Set(),
  };
  const refused = new Set<string>();
  const notDeleted = new Set<string>();
  let code: string | undefined;

  async function run(): Promise<void> {
    let [empty, lastNewMs, told] = [0, clock.now(), false];
    while (!stopping.aborted) {
      const { toSend, toDelete, toLeave } = sortLetters(await letters.receive(), known);
      leave(toLeave);
      await remove(toDelete);
      if (toSend.length > 0) {
        [empty, lastNewMs] = [0, clock.now()];
        await moveBatch(toSend);
        onMoved(known.sent.size);
        continue;
      }
      empty += 1;
      if (empty < emptyReceives) continue;
      if (clock.now() - lastNewMs >= longestWaitMs || !(await hasMore())) return;
      if (!told) onWait();
      told = true;
      await clock.sleep(pauseMs, stopping);
    }
  }

  /** True: SQS counts more letters than those that stay. */
  async function hasMore(): Promise<boolean> {
    const { waiting, hidden } = await letters.count();
    return waiting + hidden > known.left.size;
  }

  function leave(toLeave: readonly DeadLetter[]): void {
    for (const letter of toLeave) {
      known.left.add(letter.id);
      if (isBehindBlocked(letter)) refused.add(letter.id);
    }
  }

  /** Sends the letters. Deletes those that SQS took, also if a later request fails. */
  async function moveBatch(toSend: readonly DeadLetter[]): Promise<void> {
    const taken: DeadLetter[] = [];
    try {
      for (const request of requestsOf(toSend, isFifo)) taken.push(...(await send(request)));
    } finally {
      await remove(taken);
    }
  }

  /** Sends the letters of one request, again where SQS did not take them. Answers with those that it took. */
  async function send(request: readonly DeadLetter[]): Promise<readonly DeadLetter[]> {
    leave(request.filter(isBehindBlocked));
    const open = request.filter((letter) => !isBehindBlocked(letter));
    let rest: readonly Refusal[] = await sendOnce(open);
    for (let tries = 1; rest.length > 0 && tries < mostTries; tries += 1) {
      await clock.sleep(firstPauseMs * 2 ** tries);
      rest = await sendOnce(rest.map(({ letter }) => letter));
    }
    const [first] = rest;
    if (first && rest.length === open.length) throw new NotTaken(first.code);
    for (const { letter, code: said } of rest) block(letter, said);
    return open.filter(({ id }) => known.sent.has(id));
  }

  /** Answers with the letters that SQS may take another time. */
  async function sendOnce(some: readonly DeadLetter[]): Promise<readonly Refusal[]> {
    if (some.length === 0) return [];
    const { refused: refusals, newIds } = await letters.send(some);
    for (const id of newIds) known.own.add(id);
    const notTaken = new Set(refusals.map(({ letter }) => letter));
    for (const letter of some) if (!notTaken.has(letter)) known.sent.add(letter.id);
    for (const { letter, code: said, isFinal } of refusals) if (isFinal) block(letter, said);
    return refusals.filter(({ isFinal }) => !isFinal);
  }

  function isBehindBlocked({ group }: DeadLetter): boolean {
    return group !== undefined && known.blocked.has(group);
  }

  function block({ id, group }: DeadLetter, said: string): void {
    if (isFifo && group !== undefined) known.blocked.add(group);
    known.left.add(id);
    refused.add(id);
    code = said;
  }

  async function remove(sent: readonly DeadLetter[]): Promise<void> {
    for (const { id } of sent) notDeleted.add(id);
    let rest = sent;
    for (let tries = 1; rest.length > 0 && tries <= mostTries; tries += 1) {
      if (tries > 1) await clock.sleep(firstPauseMs * 2 ** tries);
      const still = new Set(await letters.remove(rest));
      for (const letter of rest) if (!still.has(letter)) notDeleted.delete(letter.id);
      rest = rest.filter((letter) => still.has(letter));
    }
  }

  /** What was done so far, also after an error. */
  function soFar(counted = 0): Moved {
    return {
      moved: known.sent.size,
      left: Math.max(known.left.size + notDeleted.size, counted),
      tooNew: known.left.size - refused.size,
      refused: refused.size,
      code,
      notDeleted: notDeleted.size,
    };
  }

  return { run, soFar };
}
