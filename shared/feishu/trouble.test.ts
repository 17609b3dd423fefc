import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { readJson } from '../values/json.ts';
import { factsOf, troubleOf, troubleOfOwn, troubleSchema, type Failing } from './trouble.ts';

const said = { status: 400, code: 1234567, logId: 'L-1', message: 'ou_person is frozen' };

describe('trouble', () => {
  it.each<[string, Failing, object]>([
    [
      'a code that nobody knows: with its sentence and its log id',
      { kind: 'unknown_code', ...said },
      { kind: 'unknown_code', status: 400, code: 1234567, log_id: 'L-1', message: said.message },
    ],
    [
      'no connection: with the cause',
      { kind: 'unreachable', cause: 'ENOTFOUND' },
      { kind: 'unreachable', cause: 'ENOTFOUND' },
    ],
    [
      'no answer: how, and how long it was waited for',
      {
        kind: 'unanswered',
        why: 'timeout',
        cause: undefined,
        waitedMs: 30_012,
        status: undefined,
        logId: undefined,
      },
      { kind: 'unanswered', how: 'timeout', waited_ms: 30_012 },
    ],
    [
      'an answer that cannot be read: the field, and none of the words that say that all is well',
      {
        kind: 'broken',
        status: 200,
        code: 0,
        logId: 'L-1',
        message: 'success',
        field: 'data.has_more',
        why: 'missing',
      },
      { kind: 'broken', how: 'missing', status: 200, code: 0, log_id: 'L-1', field: 'data.has_more' },
    ],
    [
      'a secret that cannot be had: its name',
      { kind: 'no_secret', cause: 'AccessDenied' },
      { kind: 'no_secret', cause: 'AccessDenied' },
    ],
  ])('%s', (_, failing, trouble) => {
    const kept = readJson(JSON.stringify(troubleOf(failing, 7)));
    expect(kept).toEqual({ ...trouble, at_ms: 7 });
    expect(v.parse(troubleSchema, kept)).toEqual(kept);
  });

  it('has no words of Feishu for a log', () => {
    expect(JSON.stringify(factsOf(troubleOf({ kind: 'unknown_code', ...said }, 7)))).not.toContain(
      'ou_person',
    );
  });

  it('keeps little of a book that is answered in place of a sentence', () => {
    const trouble = troubleOf({ kind: 'unknown_code', ...said, message: 'x'.repeat(1_000_000) }, 7);
    expect(trouble.message).toHaveLength(500);
  });

  it('of our own is told by the name of the error, or by its code, and by none of its words', () => {
    expect(troubleOfOwn(Object.assign(new Error('/mnt/张伟'), { code: 'ENOSPC' }), 7)).toEqual({
      kind: 'failed',
      cause: 'ENOSPC',
      at_ms: 7,
    });
    expect(troubleOfOwn(new TypeError('张伟'), 7)).toMatchObject({ cause: 'TypeError' });
    expect(troubleOfOwn(Object.assign(new Error('x'), { code: '张伟 5000.00' }), 7)).toMatchObject({
      cause: 'Error',
    });
  });
});
