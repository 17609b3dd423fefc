// The figures of the bench of deliver.

import * as v from 'valibot';

/** How the records of a file reached Feishu, from the sandbox's log of calls. */
export const carried = v.object({
  kind: v.literal('carried'),
  by: v.picklist(['ferry', 'ten in flight', 'one at a time', 'bucket per process']),
  latency_ms: v.number(),
  lanes: v.optional(v.number()),
  processes: v.optional(v.number()),
  /**
   * True: a refused call counts in the second after it. Feishu's pages do not say whether it does. Undefined: it does not
   * count.
   */
  refused_count: v.optional(v.literal(true)),
  records: v.number(),
  calls: v.number(),
  throttled: v.number(),
  /** The rate of accepted calls, without the first and the last tenth of them. */
  calls_per_second: v.number(),
  /** Milliseconds from the file to the first call, and to the answer of the last. */
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
    /** Milliseconds from the queue's message to the call: in the first invocation, and in later ones. */
    cold_ms: v.number(),
    warm_ms: v.number(),
    slowest_ms: v.number(),
    /** Milliseconds from the dropped file to the call. */
    from_drop_ms: v.number(),
  }),
]);

export type DeliverFigures = v.InferOutput<typeof deliverFigures>;
export type Carried = v.InferOutput<typeof carried>;
