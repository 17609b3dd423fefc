// Reads from a function's answer which messages of its batch failed.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html

import * as v from 'valibot';

import type { Outcome } from '../lambda/run-function.ts';

const response = v.nullable(
  v.object({
    batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.pipe(v.string(), v.nonEmpty()) })), []),
  }),
);

/**
 * Ids of the messages that failed. All have failed if the invocation did, or if its answer cannot be read or names an
 * unknown message. `reportsFailures` false: the answer of an invocation that succeeded is not read, and none failed.
 */
export function failedOf(
  outcome: Outcome,
  messageIds: readonly string[],
  reportsFailures: boolean,
): Set<string> {
  const all = new Set(messageIds);
  if (outcome.kind !== 'ok') return all;
  if (!reportsFailures) return new Set();
  const read = v.safeParse(response, outcome.result);
  if (!read.success || Array.isArray(outcome.result)) return all;
  const failed = new Set(read.output?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  return [...failed].every((id) => all.has(id)) ? failed : all;
}
