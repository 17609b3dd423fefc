import middy from '@middy/core';
import { describe, expect, it } from 'vitest';

import { discreetErrors } from './discreet-errors.ts';
import { PlainError } from '../plain-error.ts';

async function failureOf(work: () => unknown): Promise<string> {
  const handler = middy({ timeoutEarlyInMillis: 0 }).use(discreetErrors).handler(work);
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
    expect(failure).toMatch(/SyntaxError at .*discreet-errors\.test\.ts/);
    expect(failure).not.toMatch(/5000|张伟/);
  });

  it('of our own says what it has to say', async () => {
    const ours = () => {
      throw new PlainError('no time left for object 2 of 3');
    };
    expect(await failureOf(ours)).toContain('no time left for object 2 of 3');
  });
});
