// The figures of a larger file, if they grow as they did between the two largest measured files.

import type { WholeFerry } from './figures.ts';

export function extrapolate(smaller: WholeFerry, larger: WholeFerry, records: number): WholeFerry {
  const share = (records - larger.records) / (larger.records - smaller.records);
  const on = (before: number, after: number) => Math.round(after + (after - before) * share);
  const all = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(after).map(([name, value]) => [name, on(before[name] ?? 0, value)]));
  return {
    kind: 'ferry',
    records,
    bytes: on(smaller.bytes, larger.bytes),
    planned_ms: on(smaller.planned_ms, larger.planned_ms),
    first_call_ms: on(smaller.first_call_ms, larger.first_call_ms),
    last_answer_ms: on(smaller.last_answer_ms, larger.last_answer_ms),
    reported_ms: on(smaller.reported_ms, larger.reported_ms),
    feishu: all(smaller.feishu, larger.feishu),
    s3: all(smaller.s3, larger.s3),
    sqs: all(smaller.sqs, larger.sqs),
    invocations: all(smaller.invocations, larger.invocations),
    busy_ms: all(smaller.busy_ms, larger.busy_ms),
    logged_bytes: on(smaller.logged_bytes, larger.logged_bytes),
    stored_bytes: on(smaller.stored_bytes, larger.stored_bytes),
  };
}
