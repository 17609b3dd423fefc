// The handler that every function has. An error that ends the invocation is shown by kind and place only, and the metrics are
// written in any case.

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

/** Lambda prints the error that ends an invocation, text and all. A parser's text quotes what it was reading. */
const discreetErrors: middy.MiddlewareObj = {
  onError(request) {
    request.error = new PlainError(traceOf(request.error));
  },
};
