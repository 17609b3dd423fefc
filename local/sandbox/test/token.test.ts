import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { apps, aToken, askForToken, callerWith } from './caller.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0, tokenLifeSeconds: 7200 });
});
afterAll(() => sandbox.stop());

const minutes = (n: number) => ({ advance_ms: n * 60_000 });

describe('a tenant access token', () => {
  it('lives two hours and comes in a flat answer', async () => {
    expect(await askForToken(sandbox, apps.everything)).toEqual({
      status: 200,
      code: 0,
      msg: 'ok',
      tenant_access_token: expect.stringMatching(/^t-/),
      expire: 7200,
    });
  });

  it('comes back the same while 30 minutes or more are left, with less a new one comes and both are valid', async () => {
    await sandbox.reset();
    const first = await aToken(sandbox);
    await sandbox.moveClock(minutes(89));
    const again = await askForToken(sandbox, apps.everything);
    expect(again.tenant_access_token).toBe(first);
    expect(again.expire).toBeLessThanOrEqual(31 * 60);

    await sandbox.moveClock(minutes(2));
    const second = await aToken(sandbox);
    expect(second).not.toBe(first);
    const codeWith = async (token: string) =>
      (await callerWith(sandbox, token)('lump_sum_payment.query', {})).code;
    expect([await codeWith(first), await codeWith(second)]).toEqual([0, 0]);

    await sandbox.moveClock(minutes(30));
    expect([await codeWith(first), await codeWith(second)]).toEqual([99991663, 0]);
  });

  it('can be given a short life, with the same proportions', async () => {
    await using shortLived = await startSandbox({ tokenLifeSeconds: 4 });
    expect(await askForToken(shortLived, apps.everything)).toMatchObject({ expire: 4 });
  });

  it.each([
    {
      who: 'an unknown app',
      credentials: { ...apps.everything, app_id: 'cli_nobody' },
      status: 200,
      code: 10003,
    },
    {
      who: 'a wrong secret',
      credentials: { ...apps.everything, app_secret: 'guess' },
      status: 200,
      code: 10014,
    },
    { who: 'no secret at all', credentials: { app_id: apps.everything.app_id }, status: 400, code: 10003 },
    { who: 'no JSON object', credentials: [1], status: 400, code: 10003 },
  ])('is not given to $who', async ({ credentials, status, code }) => {
    const answered = await askForToken(sandbox, credentials);
    expect(answered).toMatchObject({ status, code });
    expect(answered).not.toHaveProperty('tenant_access_token');
  });
});
