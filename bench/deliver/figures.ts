// What the bench of deliver tells.

import * as v from 'valibot';

/** How a file's records came to Feishu, by the sandbox's own log of calls. */
export const carried = v.object({
  kind: v.literal('carried'),
  by: v.picklist(['ferry', 'ten in flight', 'one at a time', 'bucket per process']),
  latency_ms: v.number(),
  lanes: v.optional(v.number()),
  processes: v.optional(v.number()),
  /** Feishu's pages do not say whether a call that is refused counts in the second after it. */
  refused_count: v.optional(v.literal(true)),
  records: v.number(),
  calls: v.number(),
  throttled: v.number(),
  /** Of calls that were accepted, without the first and the last tenth of them. */
  calls_per_second: v.number(),
  /** From the file to the first call, and to the answer of the last. */
  first_ms: v.number(),
  last_ms: v.number(),
});

export const deliverFigures = v.variant('kind', [
  carried,
  v.object({
    kind: v.literal('simulated'),
    latency_ms: v.number(),
    lanes: v.number(),
    messages: v.number(),
    calls_per_second: v.number(),
    throttled_share: v.number(),
  }),
  v.object({
    kind: v.literal('small file'),
    files: v.number(),
    /** From the queue's message to the call, when nothing runs yet, and afterwards. */
    cold_ms: v.number(),
    warm_ms: v.number(),
    slowest_ms: v.number(),
    /** From the dropped file to the call. */
    from_drop_ms: v.number(),
  }),
]);

export type DeliverFigures = v.InferOutput<typeof deliverFigures>;
export type Carried = v.InferOutput<typeof carried>;
