// What export does with an event. handler.ts gives it AWS; a test gives it memory and a clock of its own.

import type { Context, SQSBatchResponse } from 'aws-lambda';

import { receivedOf, type Received } from '../../shared/aws/queue.ts';
import { must } from '../../shared/errors.ts';
import { troubleOfOwn } from '../../shared/feishu/trouble.ts';
import { traceOf } from '../../shared/log.ts';
import type { ExportContext, ExportInvocation, HandBack } from './context.ts';
import { exportMessage } from './export.ts';
import { handBackRun } from './hand-back-run.ts';

/** The share of an invocation's time that is kept for what comes after the last call. */
const afterCallsShare = 0.1;
/** The share of an invocation's time in which no part is begun except the last. */
const afterWorkShare = 0.05;

export function exportFunction(exportContext: ExportContext) {
  const { clock, settings } = exportContext;
  return async (
    event: unknown,
    context: Pick<Context, 'getRemainingTimeInMillis' | 'awsRequestId'>,
  ): Promise<SQSBatchResponse> => {
    const received = must(receivedOf(event), 'an event of SQS');
    const nowMs = clock.now();
    const leftMs = context.getRemainingTimeInMillis();
    const invocation: ExportInvocation = {
      ...exportContext,
      requestId: context.awsRequestId,
      endsMs: nowMs + leftMs,
      callsEndMs: nowMs + leftMs * (1 - afterCallsShare) - settings.FEISHU_CALL_TIMEOUT_MS,
      workEndsMs: nowMs + leftMs * (1 - afterWorkShare),
    };
    const notDone: Received[] = [];
    for (const message of received) {
      const end = await tryMessage(invocation, message);
      if (end === 'done') continue;
      await handBackRun(invocation, message, end);
      notDone.push(message);
    }
    return { batchItemFailures: notDone.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** An unexpected error is logged and counted, and the message is tried again later. */
async function tryMessage(invocation: ExportInvocation, { body }: Received): Promise<'done' | HandBack> {
  try {
    return await exportMessage(invocation, body);
  } catch (error) {
    invocation.log('failed', { error: traceOf(error) });
    invocation.metrics.count('failed', 1);
    return { why: 'outage', trouble: troubleOfOwn(error, invocation.clock.now()) };
  }
}
