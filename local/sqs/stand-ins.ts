// SQS carries characters beyond U+FFFF, such as emoji; fauxqs refuses them. A body with such a character is kept here, and
// a text of at least the same size goes through the queue instead.

import { createHash, randomUUID } from 'node:crypto';

export interface StandIns {
  /** The text to queue: the body itself, or its stand-in. */
  forBody(body: string): string;
  /** The body that was sent: the one for which the text stands, or the text itself. */
  bodyOf(queued: string): string;
}

const beyondTheFirstPlane = /[\u{10000}-\u{10FFFF}]/u;
/**
 * A character that SQS refuses too.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const notCarried = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

export function createStandIns(): StandIns {
  const bodies = new Map<string, string>();
  return {
    forBody(body) {
      if (!beyondTheFirstPlane.test(body) || notCarried.test(body)) return body;
      const standIn = `stand-in ${randomUUID()}`.padEnd(Buffer.byteLength(body), '.');
      bodies.set(standIn, body);
      return standIn;
    },
    bodyOf: (queued) => bodies.get(queued) ?? queued,
  };
}

export const md5 = (text: string) => createHash('md5').update(text).digest('hex');
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
