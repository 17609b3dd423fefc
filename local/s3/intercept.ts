// A test's hook into each request that names a known operation. It is called in the phase `before`, when the request has
// had no effect, and in the phase `after`, when it has had all its effects and is not answered yet. A request that is
// refused earlier, as for its access key, does not reach it.

import type { OperationName } from './operations/s3-operation.ts';

export interface InterceptedRequest {
  readonly operation: OperationName;
  /** Empty for ListBuckets. */
  readonly bucket: string;
  /** Empty for a request about a bucket, and for ListBuckets. */
  readonly key: string;
  readonly phase: 'before' | 'after';
}

/** pass: the request goes on. fail: it gets a 500. slow_down: it gets a 503. cut: the connection ends without an answer. */
export type Interception = 'pass' | 'fail' | 'slow_down' | 'cut';

export type Intercept = (request: InterceptedRequest) => Interception | Promise<Interception>;
