import { describe, expect, it } from 'vitest';

import { failedOf } from './batch-response.ts';

const ids = ['m1', 'm2', 'm3'];
const failed = (result: unknown) => [...failedOf({ kind: 'ok', result }, ids, true)];
const failures = (...list: unknown[]) => ({
  batchItemFailures: list.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('the answer of a function to a batch', () => {
  it.each([
    [null],
    [{}],
    [failures()],
    [{ batchItemFailures: null }],
    // An answer with a misspelt key counts as one without failures, as on AWS: the messages are deleted.
    [{ batchItemFailure: [{ itemIdentifier: 'm1' }] }],
  ])('%j: all is done', (result) => {
    expect(failed(result)).toEqual([]);
  });

  it.each([
    [failures('m2'), ['m2']],
    [failures('m3', 'm1', 'm3'), ['m3', 'm1']],
    [failures(...ids), ids],
  ])('%j: only these failed', (result, expected) => {
    expect(failed(result)).toEqual(expected);
  });

  it.each([
    ['ok'],
    [7],
    [true],
    [[]],
    [{ batchItemFailures: 'm1' }],
    [{ batchItemFailures: ['m1'] }],
    [{ batchItemFailures: [{ id: 'm1' }] }],
    [failures('')],
    [failures(null)],
    [failures(1)],
    [failures('m1', 'unheard of')],
  ])('%j cannot be read: all failed', (result) => {
    expect(failed(result)).toEqual(ids);
  });

  it.each([
    [{ kind: 'error', type: 'Error', message: '' }],
    [{ kind: 'timed_out' }],
    [{ kind: 'killed' }],
    [{ kind: 'throttled' }],
  ] as const)('without one, all failed: %j', (outcome) => {
    expect([...failedOf(outcome, ids, true)]).toEqual(ids);
    expect([...failedOf(outcome, ids, false)]).toEqual(ids);
  });

  it('means nothing where the mapping does not ask for failures', () => {
    expect([...failedOf({ kind: 'ok', result: failures('m1') }, ids, false)]).toEqual([]);
  });
});
