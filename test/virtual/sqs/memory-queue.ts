// A queue of SQS in memory, standard or FIFO. All that it does is done at once; the requests around it take the time.
// - FIFO: while a message of a group is in flight or hidden, no other message of that group is handed out.
// - FIFO: a message with an id that was sent in the last five minutes is taken, and not queued.
// - A message that was received `maxReceiveCount` times goes to the dead letters instead of being received once more.
// Not here: messages do not end after their retention of 14 days.

import { createHash } from 'node:crypto';

import type { Clock } from '../../../shared/clock.ts';
import type { QueuedMessage } from '../../../shared/aws/queue.ts';

export interface QueueSettings {
  /** The name of a FIFO queue ends with `.fifo`. */
  readonly name: string;
  readonly visibilityMs: number;
  readonly maxReceiveCount: number;
  /** `group`: the same id in two groups is two messages. `content`: the id is made of the body, for the whole queue. */
  readonly deduplicates?: 'group' | 'content';
}

export interface HeldMessage {
  readonly messageId: string;
  readonly body: string;
  readonly group: string;
  readonly sentMs: number;
  firstReceivedMs: number;
  receiveCount: number;
  /** The handle of the last receive; empty before the first. */
  receiptHandle: string;
  visibleMs: number;
}

const deduplicationMs = 5 * 60_000;

export class MemoryQueue {
  readonly settings: QueueSettings;
  readonly deadLetters: HeldMessage[] = [];
  /** How often the message was received that was received most. */
  mostReceives = 0;
  readonly #clock: Clock;
  readonly #known = new Map<string, number>();
  #messages: HeldMessage[] = [];
  #sent = 0;
  #alarm = new AbortController();
  /** Called whenever a message may have become visible. */
  onVisible: () => void = () => undefined;

  constructor(settings: QueueSettings, clock: Clock) {
    this.settings = settings;
    this.#clock = clock;
  }

  get isFifo(): boolean {
    return this.settings.name.endsWith('.fifo');
  }

  /** True: no message is left, visible or not. Dead letters do not count. */
  isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  send({ body, groupId = '', deduplicationId = '' }: QueuedMessage): void {
    const nowMs = this.#clock.now();
    const { deduplicates, visibilityMs: _, name } = this.settings;
    const id =
      deduplicates === 'content'
        ? createHash('sha256').update(body).digest('hex')
        : `${groupId} ${deduplicationId}`;
    if (this.isFifo && nowMs - (this.#known.get(id) ?? -Infinity) < deduplicationMs) return;
    if (this.isFifo) this.#known.set(id, nowMs);
    this.#sent += 1;
    this.#messages.push({
      messageId: `${name}-${this.#sent}`,
      body,
      group: groupId,
      sentMs: nowMs,
      firstReceivedMs: 0,
      receiveCount: 0,
      receiptHandle: '',
      visibleMs: nowMs,
    });
    this.onVisible();
  }

  /** Hands out up to `most` messages, of as many groups as there are. */
  receive(most: number): readonly HeldMessage[] {
    const nowMs = this.#clock.now();
    const blocked = new Set(
      this.#messages.filter(({ visibleMs }) => visibleMs > nowMs).map(({ group }) => group),
    );
    const ready = this.#messages.filter(
      ({ visibleMs, group }) => visibleMs <= nowMs && !(this.isFifo && blocked.has(group)),
    );
    const { maxReceiveCount, visibilityMs } = this.settings;
    const dead = ready.filter(({ receiveCount }) => receiveCount >= maxReceiveCount);
    this.deadLetters.push(...dead);
    this.#messages = this.#messages.filter((message) => !dead.includes(message));
    const received = ready.filter((message) => !dead.includes(message)).slice(0, most);
    for (const message of received) {
      message.receiveCount += 1;
      this.mostReceives = Math.max(this.mostReceives, message.receiveCount);
      message.receiptHandle = `${message.messageId}/${message.receiveCount}`;
      message.visibleMs = nowMs + visibilityMs;
      if (message.receiveCount === 1) message.firstReceivedMs = nowMs;
    }
    this.#setAlarm();
    return received;
  }

  /** Answers with SQS's code where the handle is no longer good. */
  hide(receiptHandle: string, ms: number): string | undefined {
    const message = this.#heldBy(receiptHandle);
    if (!message) return 'ReceiptHandleIsInvalid';
    message.visibleMs = this.#clock.now() + ms;
    this.#setAlarm();
    this.onVisible();
    return undefined;
  }

  /** Does nothing where the handle is no longer good: the message comes again. */
  delete(receiptHandle: string): void {
    const message = this.#heldBy(receiptHandle);
    this.#messages = this.#messages.filter((held) => held !== message);
    // Another message of the group may be free now.
    this.onVisible();
  }

  /** Puts the dead letters back, as a person does. They begin anew. */
  redrive(): void {
    for (const { body, group, messageId } of this.deadLetters.splice(0))
      this.send({ body, groupId: group, deduplicationId: `redrive ${messageId}` });
  }

  #heldBy(receiptHandle: string): HeldMessage | undefined {
    const message = this.#messages.find((held) => held.receiptHandle === receiptHandle);
    const isExpired = message !== undefined && message.visibleMs <= this.#clock.now();
    return this.isFifo && isExpired ? undefined : message;
  }

  /** Tells the listener when the next hidden message becomes visible. */
  #setAlarm(): void {
    this.#alarm.abort();
    const nowMs = this.#clock.now();
    const hidden = this.#messages.map(({ visibleMs }) => visibleMs).filter((ms) => ms > nowMs);
    if (hidden.length === 0) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    void this.#ring(Math.min(...hidden) - nowMs, alarm.signal);
  }

  async #ring(ms: number, off: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, off);
    if (off.aborted) return;
    this.#setAlarm();
    this.onVisible();
  }
}
