// Puts the message of a run that is not done back on its queue, with a delay, and tells the log why.

import { barredMs, outageMs, type Received } from '../../shared/aws/queue.ts';
import { factsOf } from '../../shared/feishu/trouble.ts';
import { readExportMessage, runOf } from '../../shared/run/message.ts';
import type { ExportInvocation, HandBack } from './context.ts';

export async function handBackRun(
  invocation: ExportInvocation,
  message: Received,
  back: HandBack,
): Promise<void> {
  const { exports, settings, log, operations } = invocation;
  const delayMs = delayOf(invocation, back, message.receiveCount);
  const read = readExportMessage(message.body, settings.DEFAULT_USER_ID_TYPE, operations);
  log('handed_back', {
    run: read.kind === 'message' ? runOf(read.message) : undefined,
    why: back.why,
    ...('trouble' in back ? factsOf(back.trouble) : {}),
    delay_ms: Math.round(delayMs),
  });
  const failures = await exports.hide([message], delayMs);
  // No error: the queue delivers the message again when its visibility timeout is over.
  if (failures.length > 0) log('not_handed_back', { error: failures[0] });
}

function delayOf({ settings, random }: ExportInvocation, { why }: HandBack, receiveCount: number): number {
  switch (why) {
    case 'deadline':
      return 0;
    case 'barred':
      return barredMs(settings.BACK_OFF_MS);
    // The run that reads from this query API now may take hours, so the delay grows as in an outage.
    case 'held':
    case 'outage':
      return outageMs(settings.BACK_OFF_MS, receiveCount, random);
  }
}
