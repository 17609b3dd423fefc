import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { bonusFile, create } from './bonus-file.ts';
import { aPlace } from './payferry-process.ts';

const timeoutMs = 120_000;

describe('a real Feishu gets nothing by accident', () => {
  const feishu = {
    FEISHU_BASE_URL: 'https://open.feishu.cn',
    FEISHU_APP_ID: 'cli_a',
    FEISHU_APP_SECRET: 'hush',
  };
  /** Code that a process loads first: its first attempt to connect ends it with exit code 99. */
  const cutOff = `import { Socket } from 'node:net'; Socket.prototype.connect = () => process.exit(99);`;
  const noNetwork = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(cutOff)}` };

  it.each([
    ['without --live', feishu, [], 'a real service, and nothing was sent: add --live if you mean it'],
    ['without a terminal to ask at', feishu, ['--live'], 'Add --yes'],
    [
      'over a network without https',
      { ...feishu, FEISHU_BASE_URL: 'http://192.0.2.1' },
      ['--live', '--yes'],
      'only https may carry',
    ],
    [
      'without an app',
      { FEISHU_BASE_URL: 'https://open.feishu.cn' },
      ['--live', '--yes'],
      'FEISHU_APP_ID and FEISHU_APP_SECRET must be set',
    ],
    [
      'by an address that only looks like this machine',
      { ...feishu, FEISHU_BASE_URL: 'https://127.0.0.1.example.com' },
      [],
      'add --live',
    ],
  ])('%s', async (_, environment, flags, sentence) => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const { code, stdout, stderr } = await place.run(['bonus.csv', ...create, ...flags], {
      ...environment,
      ...noNetwork,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('hush');
  });

  it('the check would notice a connection', async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const { code } = await place.run(['bonus.csv', ...create], noNetwork);
    expect(code).toBe(99);
  });
});

describe('a service that FEISHU_BASE_URL names', { timeout: timeoutMs }, () => {
  it('--live shows host, app, records and totals before it sends, and never the secret', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}, {}, {}]));
    const environment = environmentOf(sandbox);
    const { code, stdout, stderr } = await place.run(
      ['bonus.csv', ...create, '--live', '--yes'],
      environment,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/ {2,}/g, ' | ')).toContain(
      `Nothing was sent yet. This would be:
 | to | ${sandbox.baseUrl}
 | app | ${sandbox.appId}
 | file | asks for | records | to be sent | adds up to, refused rows included
 | bonus.csv | lump_sum_payment.batch_create | 3 | 3 | 30.00 currency 6863329932261459464
`,
    );
    expect(stdout).not.toContain(sandbox.appSecret);
    expect(await sandbox.records()).toHaveLength(3);
    expect(await sandbox.calls({ api: 'lump_sum_payment.batch_create' })).toHaveLength(1);
  });

  it('on this machine needs no --live', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const { code } = await place.run(['bonus.csv', ...create], environmentOf(sandbox));
    expect(code).toBe(0);
    expect(await sandbox.records()).toHaveLength(1);
  });

  it('that does not let the app in stops the job with the reason, and every row is safe to send again', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}, {}]));
    const environment = { ...environmentOf(sandbox), FEISHU_APP_SECRET: 'wrong' };
    const { code, stdout } = await place.run(['bonus.csv', ...create], environment);
    expect(code).toBe(3);
    expect(stdout).toContain('Feishu does not let the app in: The app secret is wrong (10014)');
    expect(stdout).toMatch(/not sent {2}row 2/);
    expect(await sandbox.records()).toEqual([]);
  });

  it('that does not let the app look anything up stops a removal too', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'gone.csv'), 'id,reason\n7411039006180312620,left\n');
    const remove = ['gone.csv', '--operation', 'lump_sum_payment.batch_remove', '--yes'];
    const environment = { ...environmentOf(sandbox), FEISHU_APP_SECRET: 'wrong' };
    const { code, stdout } = await place.run(remove, environment);
    expect(code).toBe(3);
    expect(stdout).toContain('Feishu does not let the app in');
    expect(stdout).toMatch(/not sent {2}row 2 .*Feishu does not let the app in/);
  });

  it('removes nothing unless somebody says yes', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    await place.run(['bonus.csv', ...create], environmentOf(sandbox));
    const [held] = await sandbox.records();
    await writeFile(join(place.dir, 'gone.csv'), `id,reason\n${String(held?.['id'])},left\n`);
    const remove = ['gone.csv', '--operation', 'lump_sum_payment.batch_remove'];
    const { code, stdout } = await place.run(remove, environmentOf(sandbox));
    expect(code).toBe(3);
    expect(stdout).toContain('nobody said yes to it');
    expect(await sandbox.calls({ api: 'lump_sum_payment.batch_remove' })).toEqual([]);

    const said = await place.run([...remove, '--yes'], environmentOf(sandbox));
    expect(said.code).toBe(0);
    expect(await sandbox.records()).toEqual([]);
  });
});

function environmentOf({ baseUrl, appId, appSecret }: Record<'baseUrl' | 'appId' | 'appSecret', string>) {
  return { FEISHU_BASE_URL: baseUrl, FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret };
}
