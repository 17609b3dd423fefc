// A test's hook into every request: `before` it has any effect, and `after` it had all of it and before the answer.

import type { OperationName } from './operations/s3-operation.ts';

export interface InterceptedRequest {
  readonly operation: OperationName;
  /** Empty for ListBuckets. */
  readonly bucket: string;
  /** Empty for a request about a bucket. */
  readonly key: string;
  readonly phase: 'before' | 'after';
}

/** fail: a 500. slow_down: a 503. cut: the connection ends without an answer. */
export type Interception = 'pass' | 'fail' | 'slow_down' | 'cut';

export type Intercept = (request: InterceptedRequest) => Interception | Promise<Interception>;
