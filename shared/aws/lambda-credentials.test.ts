import { afterEach, describe, expect, it, vi } from 'vitest';

import { defaultProvider } from './lambda-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the credentials of a function', () => {
  it('are those of its environment, as they are when the SDK asks', async () => {
    const provide = defaultProvider();
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'one');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'session');
    expect(await provide()).toEqual({
      accessKeyId: 'one',
      secretAccessKey: 'secret',
      sessionToken: 'session',
    });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'two');
    expect(await provide()).toMatchObject({ accessKeyId: 'two' });
  });

  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])(
    'are missing without %s, which is said',
    async (name) => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'one');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
      vi.stubEnv(name, '');
      await expect(defaultProvider()()).rejects.toThrow('the environment has no credentials of AWS');
    },
  );
});
