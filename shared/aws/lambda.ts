// The handler that every function has. It writes the metrics, whether the work ends or throws. Of an error that ends the invocation
// it shows what `traceOf` does: name and stack, and no text but a PlainError's.

import middy from '@middy/core';
import type { Context } from 'aws-lambda';

import { PlainError } from '../errors.ts';
import { traceOf } from '../log.ts';
import type { Metrics } from './metrics.ts';

export function lambdaHandler<Result>(
  metrics: Metrics,
  handle: (event: unknown, context: Context) => Promise<Result>,
) {
  return middy({ timeoutEarlyInMillis: 0 })
    .use(discreetErrors)
    .handler(async (event: unknown, context: Context) => {
      try {
        return await handle(event, context);
      } finally {
        metrics.flush();
      }
    });
}

/** Puts another error in the place of one that ends an invocation: Lambda prints its text, and a parser's quotes what it read. */
const discreetErrors: middy.MiddlewareObj = {
  onError(request) {
    request.error = new PlainError(traceOf(request.error));
  },
};
