// Reads from the functions' log lines the steps that tell whether a job or export gets on, and its trouble with calls.

import * as v from 'valibot';

import { troubleFactsSchema, type TroubleFacts } from '../../../shared/feishu/trouble.ts';
import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';

const stepSchema = v.variant('step', [
  v.object({ step: v.literal('barred'), code: v.optional(v.number()) }),
  v.object({ step: v.literal('cut_off'), kind: v.literal('barred'), code: v.optional(v.number()) }),
  // `settled`: a batch was delivered. `window`: a window (a piece of time) of an export was read.
  v.object({ step: v.picklist(['settled', 'window']) }),
  v.object({ step: v.literal('call'), operation: v.string(), kind: v.string() }),
  v.object({
    step: v.literal('handed_back'),
    job: v.optional(v.string()),
    batch: v.optional(v.number()),
    run: v.optional(v.string()),
    why: v.optional(v.picklist(['deadline', 'look_again', 'held', 'behind', 'broken', 'barred', 'outage'])),
    delay_ms: v.number(),
  }),
]);

export type Step = v.InferOutput<typeof stepSchema> & {
  /** The facts of a call's trouble, without Feishu's words. Undefined: the line has none. */
  readonly trouble: TroubleFacts | undefined;
};

export function readStep(line: string): Step | undefined {
  const value = readJson(line);
  const read = v.safeParse(stepSchema, value);
  return read.success && isJsonObject(value) ? { ...read.output, trouble: troubleIn(value) } : undefined;
}

/** The trouble in a log line. A line of a call has the fields `how` and `waited_ms` under the names `why` and `took_ms`. */
function troubleIn(line: JsonObject): TroubleFacts | undefined {
  const { step, kind, field, why, took_ms } = line;
  // An accepted call with `field` counts as broken: that field of the answer could not be read.
  const said = kind === 'accepted' && field !== undefined ? 'broken' : kind;
  const facts = step === 'call' ? { ...line, kind: said, how: why, waited_ms: took_ms } : line;
  const read = v.safeParse(troubleFactsSchema, facts);
  return read.success ? read.output : undefined;
}
