// What the functions' log lines say that somebody who watches should know.

import * as v from 'valibot';

import { readJson } from '../../shared/json.ts';

const stepSchema = v.variant('step', [
  v.object({ step: v.literal('barred'), code: v.optional(v.number()) }),
  v.object({
    step: v.literal('handed_back'),
    why: v.optional(v.picklist(['deadline', 'look_again', 'barred', 'outage'])),
    delay_ms: v.number(),
  }),
  v.object({ step: v.literal('cut_off'), kind: v.literal('barred'), code: v.optional(v.number()) }),
  // A batch was delivered, a window of an export was read.
  v.object({ step: v.picklist(['settled', 'window']) }),
]);

export type Step = v.InferOutput<typeof stepSchema>;

export function readStep(line: string): Step | undefined {
  const read = v.safeParse(stepSchema, readJson(line));
  return read.success ? read.output : undefined;
}
