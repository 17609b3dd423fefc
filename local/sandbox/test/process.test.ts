// The sandbox as a program: flags, start-up line, end.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { startSandbox } from '../start.ts';
import { defaultCatalogue } from '../tenant/default-catalogue.ts';
import { callerFor, codesOf, recordsOf } from './caller.ts';
import { aBonus, storeBonus } from './payments.ts';

const main = join(import.meta.dirname, '../main.ts');
const folder = mkdtempSync(join(tmpdir(), 'sandbox-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...flags: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...flags], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, stdout, stderr };
};
const catalogueFile = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const withItem = (change: object) => ({
  ...defaultCatalogue(),
  items: [{ ...defaultCatalogue().items[0], ...change }],
});

describe('flags', () => {
  it('--help tells every flag and ends well', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    for (const flag of [
      'port',
      'host',
      'rate',
      'latency-ms',
      'catalogue',
      'db',
      'fault',
      'switch',
      'random-seed',
    ]) {
      expect(stdout).toContain(`--${flag}`);
    }
  });

  it.each([
    [['--prot', '4010'], "Unknown option '--prot'"],
    [['--catalogue', '/nowhere/catalogue.json'], 'cannot be read'],
    [['--db', '/nowhere/records.db'], 'cannot be opened'],
    [['--host', '192.0.2.1'], 'cannot be used'],
  ])('%j is refused with a sentence and exit code 2', (flags, sentence) => {
    const { status, stdout, stderr } = run(...flags);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('names all that is wrong at once', () => {
    const { stderr } = run('--port', 'x', '--switch', 'y=z', '--fault', 'a=b');
    expect(stderr.split('\n').filter((line) => line.startsWith('sandbox: '))).toHaveLength(4);
  });

  it('a port in use is refused', async () => {
    await using first = await startSandbox();
    const { port } = new URL(first.baseUrl);
    expect(run('--port', port)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`port ${port} cannot be used`),
    });
  });
});

describe('the start-up line', () => {
  it('says where it is, who may come in and what the limits are; SIGTERM ends it well', async () => {
    const child = spawn(process.execPath, [main, '--rate', '5'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line]: unknown[] = await once(child.stdout, 'data');
    expect(String(line)).toMatch(
      /^Feishu sandbox at http:\/\/127\.0\.0\.1:\d+, app_id cli_5a9db0c100000001, app_secret \w+, 5 calls\/s for each API and app, at most 500 records a call\n$/,
    );
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('its end', () => {
  it('it does not outlive the process that started it', async () => {
    const start = join(import.meta.dirname, '../start.ts');
    const script = `const { startSandbox } = await import(${JSON.stringify(start)});
      const { baseUrl } = await startSandbox(); console.log(baseUrl); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line]: unknown[] = await once(child.stdout, 'data');
    await once(child, 'exit');
    const isGone = () =>
      fetch(String(line).trim()).then(
        () => false,
        () => true,
      );
    await expect.poll(isGone, { timeout: 5000 }).toBe(true);
  });

  it('stop leaves nothing behind, and can be said twice', async () => {
    const sandbox = await startSandbox();
    await sandbox.stop();
    await sandbox.stop();
    await expect(fetch(sandbox.baseUrl)).rejects.toThrow('fetch failed');
  });

  it('stops at once while a call waits for an answer that never comes', async () => {
    const sandbox = await startSandbox({ faults: { no_answer_before: 1 } });
    const hanging = fetch(`${sandbox.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      body: '{}',
    });
    const fate = hanging.catch((cause: unknown) => String(cause));
    await expect.poll(async () => (await sandbox.calls()).length).toBe(1);
    await sandbox.stop();
    expect(await fate).toContain('fetch failed');
  });
});

describe('--db', () => {
  it('keeps the records over a restart, ids and all', async () => {
    const dbFile = join(folder, 'records.db');
    const first = await startSandbox({ dbFile });
    const { id } = await storeBonus(await callerFor(first), { unique_id: 'kept' });
    await first.stop();
    await using second = await startSandbox({ dbFile });
    const call = await callerFor(second);
    expect(recordsOf(await call('lump_sum_payment.query', { unique_ids: ['kept'] }))).toMatchObject([{ id }]);
    expect((await storeBonus(call)).id).not.toBe(id);
  });

  it('that another sandbox works on is refused', async () => {
    const dbFile = join(folder, 'busy.db');
    await using first = await startSandbox({ dbFile });
    expect(run('--db', dbFile)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('another sandbox'),
    });
    expect(
      codesOf(await (await callerFor(first))('lump_sum_payment.batch_create', { records: [aBonus()] })),
    ).toEqual([0]);
  });

  it('whose people are missing in the catalogue is refused', async () => {
    const dbFile = join(folder, 'people.db');
    const first = await startSandbox({ dbFile });
    await storeBonus(await callerFor(first));
    await first.stop();
    const catalogue = catalogueFile('nobody.json', { ...defaultCatalogue(), employees: [] });
    expect(run('--db', dbFile, '--catalogue', catalogue)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('are not in the catalogue'),
    });
  });
});

describe('--catalogue', () => {
  it('brings its own apps and people, and as many more by pattern as it asks for', async () => {
    const app = {
      app_id: 'cli_mine',
      app_secret: 'mine',
      name: 'mine',
      scopes: defaultCatalogue().apps[0]?.scopes ?? [],
    };
    const file = catalogueFile('mine.json', {
      ...defaultCatalogue(),
      apps: [app],
      employees: [],
      pattern_employees: 3,
    });
    await using sandbox = await startSandbox({ catalogueFile: file });
    expect(sandbox).toMatchObject({ appId: 'cli_mine', appSecret: 'mine' });
    const call = await callerFor(sandbox, app);
    const bonus = aBonus({ user_id: `ou_01${'2'.padStart(30, '0')}` });
    await call('lump_sum_payment.batch_create', { records: [bonus] }, { user_id_type: 'open_id' });
    expect(recordsOf(await call('lump_sum_payment.query', {}))).toMatchObject([
      { user_id: '6901000000000000021' },
    ]);
    const response = await fetch(`${sandbox.baseUrl}/_sandbox/catalogue`);
    expect(await response.json()).toMatchObject({ employees: [{ user_id: 'p0000001' }, {}, {}] });
  });

  it('can hold an app that is not installed: 99991673', async () => {
    const [app] = defaultCatalogue().apps;
    if (!app) throw new Error('the default catalogue has no app');
    const apps = [{ ...app, status: 'not_installed' }];
    const file = catalogueFile('uninstalled.json', { ...defaultCatalogue(), apps });
    await using sandbox = await startSandbox({ catalogueFile: file });
    const call = await callerFor(sandbox, app);
    expect(await call('lump_sum_payment.query', {})).toMatchObject({ status: 400, code: 99991673 });
  });

  it.each([
    ['no JSON', '{', 'cannot be read'],
    ['no apps', { ...defaultCatalogue(), apps: [] }, 'apps: '],
    ['a field nobody knows', { ...defaultCatalogue(), sallaries: [] }, 'sallaries: '],
    [
      'a date that is none',
      {
        ...defaultCatalogue(),
        employees: [{ ...defaultCatalogue().employees[0], onboard_date: '2026-02-30' }],
      },
      'employees.0.onboard_date: must be a date',
    ],
    [
      'two people with the same id',
      {
        ...defaultCatalogue(),
        employees: [defaultCatalogue().employees[0], defaultCatalogue().employees[0]],
      },
      'twice',
    ],
    [
      'two pay groups with the same id',
      {
        ...defaultCatalogue(),
        pay_groups: [...defaultCatalogue().pay_groups, ...defaultCatalogue().pay_groups],
      },
      'twice',
    ],
    ['an item in a currency it lacks', withItem({ currency_id: '1' }), 'has a currency that is not in'],
    ['an item with a way that is none', withItem({ ways: ['by_pigeon'] }), 'items.0.ways.0'],
    [
      'an item as often as never',
      withItem({ pay_off_frequency_type: 'never' }),
      'items.0.pay_off_frequency_type',
    ],
    [
      'somebody who leaves before the first day',
      {
        ...defaultCatalogue(),
        employees: [
          { ...defaultCatalogue().employees[0], onboard_date: '2026-02-02', offboard_date: '2026-02-01' },
        ],
      },
      'leaves before the first day',
    ],
  ])('with %s is refused with a sentence', (name, content, sentence) => {
    const { status, stderr } = run('--catalogue', catalogueFile(`${name}.json`, content));
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(sentence) });
  });
});
