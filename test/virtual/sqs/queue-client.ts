// A queue in memory as the functions use it.

import type { Queue } from '../../../shared/aws/queue.ts';
import { nameOf } from '../../../shared/log.ts';
import type { Request } from '../lambda/environment.ts';
import type { MemoryQueue } from './memory-queue.ts';

const mostOfARequest = 10;
const longestMs = 12 * 3_600_000;

export function queueClient(queue: MemoryQueue, request: Request): Queue {
  const { name } = queue.settings;
  return {
    send: (messages) =>
      request(`send to ${name}`, () => {
        for (const message of messages) queue.send(message);
        return [];
      }),

    isEmpty: () => request(`count ${name}`, () => queue.isEmpty()),

    async hide(messages, delayMs) {
      const ms = Math.min(Math.ceil(delayMs / 1000) * 1000, longestMs);
      const failures: string[] = [];
      for (let start = 0; start < messages.length; start += mostOfARequest) {
        const some = messages.slice(start, start + mostOfARequest);
        const hidden = request(`hide in ${name}`, () =>
          some.flatMap(({ receiptHandle }) => queue.hide(receiptHandle, ms) ?? []),
        );
        failures.push(...(await hidden.catch((error: unknown) => some.map(() => nameOf(error)))));
      }
      return failures;
    },
  };
}
