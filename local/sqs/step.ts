// A step handles a request for one action that fauxqs (the SQS server) does differently from SQS.

import * as v from 'valibot';

import { failedEntry, type Refusal } from './sqs-refusal.ts';

export type Step =
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** Answered here. Fauxqs never sees the request. */
  | { readonly kind: 'answer'; readonly payload: object }
  /** Fauxqs gets `body`; `after` corrects its answer. */
  | { readonly kind: 'pass'; readonly body: object; readonly after: (payload: Payload) => Payload };

const payload = v.looseObject({
  Successful: v.optional(v.array(v.looseObject({ Id: v.string() }))),
  Failed: v.optional(v.array(v.unknown())),
});
export type Payload = v.InferOutput<typeof payload>;

export function readPayload(answer: unknown): Payload {
  return v.parse(payload, answer);
}

interface Batch<Entry> {
  readonly body: object;
  readonly entries: readonly Entry[];
  readonly refuse: (entry: Entry) => Refusal | undefined;
  readonly change: (entry: Entry) => object;
  /** Called for each entry that fauxqs took, with its line of the answer. Returns the fields to change in the line. */
  readonly taken: (entry: Entry, line: object) => object;
}

/** Refuses entries of a batch request, and passes the others on. If all are refused, fauxqs never sees the request. */
export function batchStep<Entry extends { readonly Id: string }>(batch: Batch<Entry>): Step {
  const { body, entries, refuse, change, taken } = batch;
  const refused = entries.flatMap((entry) => {
    const refusal = refuse(entry);
    return refusal ? [{ entry, line: failedEntry(entry.Id, refusal) }] : [];
  });
  const failed = refused.map(({ line }) => line);
  const letThrough = entries.filter((entry) => !refused.some((line) => line.entry === entry));
  if (entries.length > 0 && letThrough.length === 0) {
    return { kind: 'answer', payload: { Successful: [], Failed: failed } };
  }
  return {
    kind: 'pass',
    body: { ...body, Entries: letThrough.map((entry) => change(entry)) },
    after: (answer) => {
      if (!answer.Successful) return answer;
      const byId = new Map(letThrough.map((entry) => [entry.Id, entry]));
      return {
        ...answer,
        Successful: answer.Successful.map((line) => {
          const entry = byId.get(line.Id);
          return entry ? { ...line, ...taken(entry, line) } : line;
        }),
        Failed: [...(answer.Failed ?? []), ...failed],
      };
    },
  };
}
