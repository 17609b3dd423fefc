import { describe, expect, it } from 'vitest';

import { traceOf } from './log.ts';

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('an error in the log', () => {
  it('is told by kind and place, and quotes nothing that was being read', () => {
    const error = errorOf(() => JSON.parse('[5000.00, x]'));
    expect(String(error)).toContain('5000');
    expect(traceOf(error)).toMatch(/^SyntaxError at .*log\.test\.ts/);
    expect(traceOf(error)).not.toContain('5000');
  });

  it('of several lines keeps none of them', () => {
    expect(traceOf(new TypeError('张伟\n5000.00'))).not.toMatch(/张伟|5000/);
  });

  it('that is no error is told by its type', () => {
    expect(traceOf('5000.00')).toBe('string');
  });
});
