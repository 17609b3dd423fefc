import { describe, expect, it } from 'vitest';

import { PlainError } from '../errors.ts';
import { lambdaHandler } from './lambda.ts';

function metricsThatCountFlushes() {
  const flushes: string[] = [];
  return { flushes, metrics: { count() {}, time() {}, flush: () => void flushes.push('flush') } };
}

async function failureOf(work: () => unknown): Promise<string> {
  const handler = lambdaHandler(metricsThatCountFlushes().metrics, async () => work());
  try {
    await Reflect.apply(handler, undefined, [{}, {}]);
  } catch (error) {
    return String(error);
  }
  return 'no failure';
}

describe('an error that ends an invocation', () => {
  it('is told by kind and place, and quotes nothing that was being read', async () => {
    const failure = await failureOf(() => JSON.parse('[5000.00, 张伟]'));
    expect(failure).toMatch(/SyntaxError at .*lambda\.test\.ts/);
    expect(failure).not.toMatch(/5000|张伟/);
  });

  it('of our own says what it has to say', async () => {
    const ours = () => {
      throw new PlainError('no time left for object 2 of 3');
    };
    expect(await failureOf(ours)).toContain('no time left for object 2 of 3');
  });
});

describe('the metrics', () => {
  it('are written at the end of an invocation, also of one that fails', async () => {
    const { flushes, metrics } = metricsThatCountFlushes();
    const ends = lambdaHandler(metrics, async () => 'done');
    expect(await Reflect.apply(ends, undefined, [{}, {}])).toBe('done');
    expect(flushes).toHaveLength(1);
    const fails = lambdaHandler(metrics, async () => {
      throw new PlainError('no');
    });
    await expect(Reflect.apply(fails, undefined, [{}, {}])).rejects.toThrow('no');
    expect(flushes).toHaveLength(2);
  });
});
