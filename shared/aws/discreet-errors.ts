// Lambda prints the error that ends an invocation, text and all, and a parser's text quotes what it was reading.

import type { MiddlewareObj } from '@middy/core';

import { traceOf } from '../log.ts';
import { PlainError } from '../plain-error.ts';

/** The invocation fails all the same, told by kind and place. */
export const discreetErrors: MiddlewareObj = {
  onError(request) {
    request.error = new PlainError(traceOf(request.error));
  },
};
