// Asynchronous invocations. A failed event is tried again, by default twice; then a record of it goes to the on-failure
// destination, which is the list `failures` here.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html

import { randomUUID } from 'node:crypto';

import type { Clock } from '../../shared/clock.ts';
import type { LambdaFunction, Outcome } from '../lambda/run-function.ts';
import type { Trigger } from './trigger.ts';

export interface AsyncSettings {
  readonly fn: Pick<LambdaFunction, 'arn' | 'invoke'>;
  readonly clock: Clock;
  /** Milliseconds before the second and before the third attempt. Its length plus one is the number of attempts. */
  readonly retryWaitsMs?: readonly number[];
  /** Milliseconds before a throttled event is tried again. A throttled try is no attempt; `maximumAgeMs` ends the tries. */
  readonly throttledWaitMs?: number;
  readonly maximumAgeMs?: number;
}

/** The record that the destination receives. */
export interface FailureRecord {
  readonly version: '1.0';
  readonly timestamp: string;
  readonly requestContext: {
    readonly requestId: string;
    readonly functionArn: string;
    readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
    readonly approximateInvokeCount: number;
  };
  readonly requestPayload: unknown;
  readonly responseContext: {
    readonly statusCode: number;
    readonly executedVersion: '$LATEST';
    readonly functionError: 'Unhandled';
  };
  readonly responsePayload: { readonly errorType: string; readonly errorMessage: string };
}

export interface AsyncInvocations extends Trigger {
  /**
   * Settles when the event was handled or given up, or the trigger has stopped. A caller that stands for an AWS service
   * does not await it.
   */
  invoke(event: unknown): Promise<void>;
  failures(): readonly FailureRecord[];
}

export function createAsyncInvocations(settings: AsyncSettings): AsyncInvocations {
  const { fn, clock, retryWaitsMs = [60_000, 120_000], throttledWaitMs = 1000 } = settings;
  const { maximumAgeMs = 6 * 3_600_000 } = settings;
  const underWay = new Set<Promise<void>>();
  const failures: FailureRecord[] = [];
  const stopping = new AbortController();
  const killing = new AbortController();
  let changes = 0;

  async function untilSettled(event: unknown): Promise<void> {
    const requestId = randomUUID();
    const acceptedMs = clock.now();
    for (let attempts = 0; !stopping.signal.aborted;) {
      const outcome = await fn.invoke(event, { requestId, signal: killing.signal });
      if (outcome.kind === 'ok') return;
      if (outcome.kind !== 'throttled') attempts += 1;
      const waitMs = outcome.kind === 'throttled' ? throttledWaitMs : retryWaitsMs[attempts - 1];
      const tooOld = clock.now() + (waitMs ?? 0) - acceptedMs > maximumAgeMs;
      if (waitMs === undefined || tooOld) {
        const condition = waitMs === undefined ? 'RetriesExhausted' : 'EventAgeExceeded';
        failures.push(failureRecord({ event, requestId, outcome, attempts, condition }));
        return;
      }
      await clock.sleep(waitMs, stopping.signal);
    }
  }

  function failureRecord(failure: {
    event: unknown;
    requestId: string;
    outcome: Outcome;
    attempts: number;
    condition: FailureRecord['requestContext']['condition'];
  }): FailureRecord {
    const { event, requestId, outcome, attempts, condition } = failure;
    return {
      version: '1.0',
      timestamp: new Date(clock.now()).toISOString(),
      requestContext: { requestId, functionArn: fn.arn, condition, approximateInvokeCount: attempts },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: errorOf(outcome, requestId),
    };
  }

  return {
    async invoke(event) {
      const settled = untilSettled(event);
      underWay.add(settled);
      changes += 1;
      try {
        await settled;
      } finally {
        underWay.delete(settled);
        changes += 1;
      }
    },
    failures: () => failures,
    isIdle: () => Promise.resolve(underWay.size === 0),
    changes: () => changes,
    async stop({ kill = false } = {}) {
      stopping.abort();
      if (kill) killing.abort();
      await Promise.all(underWay);
    },
  };
}

function errorOf(outcome: Outcome, requestId: string): FailureRecord['responsePayload'] {
  if (outcome.kind === 'error') return { errorType: outcome.type, errorMessage: outcome.message };
  return { errorType: outcome.kind, errorMessage: `RequestId: ${requestId} Error: ${outcome.kind}` };
}
