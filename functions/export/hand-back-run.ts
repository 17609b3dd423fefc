// The message of a run that is not done goes back to the queue, and the log says why.

import { readExportMessage, runOf } from '../../shared/run/message.ts';
import { factsOf } from '../../shared/feishu/trouble.ts';
import { handBack } from '../../shared/aws/hand-back.ts';
import { delayOf, type Received } from './delay.ts';
import type { ExportInvocation, HandBack } from './context.ts';

export async function handBackRun(
  invocation: ExportInvocation,
  message: Received,
  later: HandBack,
): Promise<void> {
  const { sqs, settings, log } = invocation;
  const delayMs = delayOf(invocation, later, message.receiveCount);
  const read = readExportMessage(message.body, settings.DEFAULT_USER_ID_TYPE);
  log('handed_back', {
    run: read.kind === 'message' ? runOf(read.message) : undefined,
    why: later.why,
    ...('trouble' in later ? factsOf(later.trouble) : {}),
    delay_ms: Math.round(delayMs),
  });
  await handBack(sqs, settings.EXPORTS_QUEUE_URL, message, delayMs);
}
