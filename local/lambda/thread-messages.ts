// What the parent and the thread of an execution environment say to each other.

import * as v from 'valibot';

/** Given to the thread at its start. */
export const birth = v.object({
  /** URL of the handler's module. */
  module: v.string(),
  functionName: v.string(),
  functionArn: v.string(),
  logGroupName: v.string(),
  logStreamName: v.string(),
  /** One number, read at each look at the clock: by how many milliseconds the machine's clock is wrong. */
  clockErrorMs: v.optional(v.instance(SharedArrayBuffer)),
});
export type Birth = v.InferOutput<typeof birth>;

export const order = v.object({
  requestId: v.string(),
  /** Text, for nothing but JSON crosses the border of a function. */
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
