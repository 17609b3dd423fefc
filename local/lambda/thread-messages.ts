// Messages between an execution environment and its thread.

import * as v from 'valibot';

/** Sent to the thread when it starts. */
export const birth = v.object({
  /** URL of the handler's module. */
  module: v.string(),
  functionName: v.string(),
  functionArn: v.string(),
  logGroupName: v.string(),
  logStreamName: v.string(),
  /**
   * One Float64: the error of the clock in milliseconds, positive for a clock that is fast. It is read at every
   * `Date.now()`. Undefined: the clock is right.
   */
  clockErrorMs: v.optional(v.instance(SharedArrayBuffer)),
});
export type Birth = v.InferOutput<typeof birth>;

export const order = v.object({
  requestId: v.string(),
  /** JSON text: an event crosses the border of a function as JSON. */
  event: v.string(),
  deadlineMs: v.number(),
});
export type Order = v.InferOutput<typeof order>;

export const news = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('returned'), result: v.string() }),
  v.object({ kind: v.literal('failed'), type: v.string(), message: v.string() }),
  v.object({ kind: v.literal('log'), requestId: v.optional(v.string()), text: v.string() }),
]);
export type News = v.InferOutput<typeof news>;
