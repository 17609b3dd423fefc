// Pure steps of a redrive: which received dead letters are sent, in which requests, and under which deduplication ids.

import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

export interface DeadLetter {
  readonly id: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** The message group. Undefined: the message has none. */
  readonly group: string | undefined;
  /** Epoch milliseconds by SQS's clock. */
  readonly sentMs: number;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
}

/** What the run knows of dead letters by their ids, and of message groups. */
export interface Known {
  /** Epoch milliseconds by SQS's clock. A dead letter sent later is left. */
  readonly startedMs: number;
  /** Dead letters whose send was confirmed. */
  readonly sent: Set<string>;
  /** Dead letters that stay where they are. */
  readonly left: Set<string>;
  /** Ids that SQS gave to the messages that this run sent. A message keeps its id when it dies again. */
  readonly own: Set<string>;
  /** Groups of which a dead letter could not be sent. Later ones of the group must not overtake it. */
  readonly blocked: Set<string>;
}

export interface Sorted {
  readonly toSend: readonly DeadLetter[];
  /** Sent before, received again: its deletion failed, or SQS delivered it twice. */
  readonly toDelete: readonly DeadLetter[];
  readonly toLeave: readonly DeadLetter[];
}

export function sortLetters(letters: readonly DeadLetter[], known: Known): Sorted {
  const toDelete = letters.filter(({ id }) => known.sent.has(id));
  const others = letters.filter(({ id }) => !known.sent.has(id));
  const toLeave = others.filter((letter) => stays(letter, known));
  return { toSend: others.filter((letter) => !toLeave.includes(letter)), toDelete, toLeave };
}

function stays({ id, group, sentMs }: DeadLetter, { startedMs, left, own, blocked }: Known): boolean {
  if (left.has(id) || own.has(id) || sentMs > startedMs) return true;
  return group !== undefined && blocked.has(group);
}

const mostOfARequest = 10;
/**
 * Largest size of a request with several messages. It is SQS's older limit, which a region may still have. A larger
 * message goes alone.
 */
const mostBytes = 256 * 1024;

/**
 * The requests that send the letters, in order. With `isFifo` no request has two letters of one group: SQS may take the
 * second entry of a request and refuse the first.
 */
export function requestsOf(letters: readonly DeadLetter[], isFifo: boolean): readonly DeadLetter[][] {
  return (isFifo ? roundsOf(letters) : [letters]).flatMap(cut);
}

/** The first letter of each group, then the second of each, and so on. */
function roundsOf(letters: readonly DeadLetter[]): readonly DeadLetter[][] {
  const rounds: DeadLetter[][] = [];
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const group = letter.group ?? '';
    const round = counts.get(group) ?? 0;
    counts.set(group, round + 1);
    (rounds[round] ??= []).push(letter);
  }
  return rounds;
}

function cut(letters: readonly DeadLetter[]): readonly DeadLetter[][] {
  const requests: DeadLetter[][] = [];
  let bytes = 0;
  for (const letter of letters) {
    const request = requests.at(-1);
    const size = sizeOf(letter);
    if (!request || request.length === mostOfARequest || bytes + size > mostBytes) {
      requests.push([letter]);
      bytes = size;
    } else {
      request.push(letter);
      bytes += size;
    }
  }
  return requests;
}

function sizeOf({ body, attributes }: DeadLetter): number {
  const texts = Object.entries(attributes).flatMap(([name, { DataType = '', StringValue = '' }]) => [
    name,
    DataType,
    StringValue,
  ]);
  const binaries = Object.values(attributes).reduce(
    (sum, { BinaryValue }) => sum + (BinaryValue?.length ?? 0),
    0,
  );
  return [body, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), binaries);
}

/**
 * The same for each redrive of one dead letter. SQS then takes it once within five minutes, also if a run was killed
 * before it deleted what it had sent. It differs from the id under which the message was sent first.
 */
export function deduplicationIdOf({ id }: DeadLetter): string {
  return `redrive-${id}`;
}
