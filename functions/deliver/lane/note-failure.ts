// Notes a request to S3 or SQS that failed, or a fault of our own. What it concerned is tried again later, as after any outage.

import { troubleOfOwn, type Trouble } from '../../../shared/feishu/trouble.ts';
import { traceOf } from '../../../shared/log.ts';
import type { DeliverInvocation } from '../context.ts';

export function noteFailure(
  { log, metrics, clock }: DeliverInvocation,
  group: string | undefined,
  error: unknown,
): Trouble {
  log('failed', { group, error: traceOf(error) });
  metrics.count('failed', 1);
  return troubleOfOwn(error, clock.now());
}
