// exports/{run}/feishu-clock.json: Feishu's time at which a run began to read, and how far its clock was then from ours. Written once,
// before the first page. Whatever the run compares with Feishu's times, it takes from here, on every machine that goes on with it.

import * as v from 'valibot';

import { Document } from '../document.ts';
import { instant } from '../values/schemas.ts';

const schema = v.object({
  v: v.literal(1),
  /** By Feishu's clock, at the least: Feishu showed no earlier time then. By ours, less five seconds, where Feishu has shown none. */
  began_at: instant,
  /** Feishu's clock less ours, in milliseconds: it lay between the two. Null: no answer has shown Feishu's time. */
  difference_ms: v.nullable(v.object({ least: v.number(), most: v.number() })),
});
export type RunFeishuClock = v.InferOutput<typeof schema>;

export const runFeishuClockJson = new Document('exports/{run}/feishu-clock.json', {
  by: ['export'],
  writes: 'once',
  schema,
});
