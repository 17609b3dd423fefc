// The command line of `payferry`: its help, what it refuses, an old Node, a low limit of open files, and a wrong
// FEISHU_BASE_URL.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { bonusFile, create } from './bonus-file.ts';
import { aPlace, payferry } from './payferry-process.ts';
import { environmentOf } from './sandbox-environment.ts';

describe('payferry', { timeout: 120_000 }, () => {
  it.each([
    ['demo', ['--out']],
    ['carry', ['--operation', '--user-id-type', '--dry-run', '--option', '--out', '--live', '--yes']],
    ['check', ['--operation', '--user-id-type', '--option', '--out']],
    ['export', ['--mode', '--format', '--filter', '--user-id-type', '--out', '--live']],
    ['keep', ['--operation', '--option', '--out']],
    ['jobs redrive', ['--stage', '--region', '--yes']],
    ['sandbox', ['--port', '--rate', '--fault', '--switch', '--db']],
  ])('%s --help tells what it does and each of its flags', async (command, flags) => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.payferry([...command.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`payferry ${command}`);
    for (const flag of [...flags, '--help']) expect(stdout).toContain(`  ${flag}`);
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it.each([[[]], [['--help']], [['help']]])('%j lists all commands', async (args) => {
    await using place = await aPlace();
    const { code, stdout } = await place.payferry(args);
    expect(code).toBe(0);
    for (const command of ['demo', 'carry', 'check', 'export', 'keep', 'jobs', 'sandbox'])
      expect(stdout).toContain(`\n  ${command}`);
  });

  it.each([
    [['cary', 'a.csv'], 'nobody knows the command "cary", is it carry?'],
    [['demo', '--live'], "Unknown option '--live'"],
    [['carry'], 'name a file: payferry carry bonus.csv'],
    [['carry', 'a.csv', '--out', 'x', '--out', 'y'], '--out is given twice, as x and y'],
    [['check', 'a.csv', '--yes'], "Unknown option '--yes'"],
    [['export'], 'name what to export: lump_sum_payment'],
    [['export', 'lump_sum_payment', 'recurring_payment'], 'recurring_payment: one resource at a time'],
    [['keep', '--live'], "Unknown option '--live'"],
    [['jobs', 'redrive', '--stage', 'prod'], 'name a queue: intake, lanes, exports, drops'],
    [['jobs', 'redrive', 'lane', '--stage', 'prod'], 'nobody knows the queue "lane", is it lanes?'],
    [['jobs', 'redrive', 'lanes', 'drops', '--stage', 'prod'], 'drops: one queue at a time'],
    [['jobs', 'redrive', 'lanes'], '--stage must say which stage'],
    [['jobs', 'redrive', 'lanes', '--stage', 'Prod'], '--stage Prod: a stage is 1 to 18'],
    [['jobs', 'redrive', 'lanes', '--stage', 'prod', '--live'], "Unknown option '--live'"],
  ])('%j is refused with a sentence, and says where the flags are listed', async (args, sentence) => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.payferry(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toMatch(/payferry( \w+)* --help lists what there is/);
  });

  it.each([[['jobs']], [['jobs', '--help']]])('%j lists the commands behind it', async (args) => {
    await using place = await aPlace();
    const { code, stdout } = await place.payferry(args);
    expect(code).toBe(0);
    expect(stdout).toContain('\n  redrive QUEUE');
  });

  it('jobs with a command that is not there says so, and lists them', async () => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.payferry(['jobs', 'redrve']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('nobody knows the command "jobs redrve", is it redrive?');
    expect(stderr).toContain('\n  redrive QUEUE');
  });

  it('check judges as carry would, and reaches no service', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}, { total: '11.00' }, {}, {}, {}, {}]));
    const { code, stdout } = await place.payferry(['check', 'bonus.csv', ...create], environmentOf(sandbox));
    expect(code).toBe(1);
    expect(stdout).toMatch(/refused {2}row 3 .*total_amount is 11\.00, but the details add up to 10\.00/);
    expect(stdout).toContain('only checked, nothing sent: 5 payments would be');
    expect(await sandbox.calls()).toEqual([]);
  });

  it('runs under an old Node too, with the one that the lockfile brings', async () => {
    await using place = await aPlace();
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`;
    const preload = `--import=data:text/javascript,${encodeURIComponent(old)}`;
    const said = await place.program(process.execPath, [preload, payferry, 'carry']).ended;
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toContain('name a file');
  });

  it.skipIf(process.platform === 'win32')(
    'says so where too few files may be open, before anything starts',
    async () => {
      await using place = await aPlace();
      await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
      for (const limit of ['64', '128']) {
        const line = `ulimit -n ${limit}; exec "$0" "$@"`;
        const args = ['-c', line, process.execPath, payferry, 'carry', 'bonus.csv', ...create];
        const { code, stderr } = await place.program('sh', args).ended;
        expect(code).toBe(2);
        expect(stderr).toContain(`only ${limit} files may be open at once here, and 256 are needed`);
      }
      const enough = [
        '-c',
        'ulimit -n 256; exec "$0" "$@"',
        process.execPath,
        payferry,
        'carry',
        'bonus.csv',
        ...create,
      ];
      expect((await place.program('sh', enough).ended).code).toBe(0);
    },
  );
});

describe('FEISHU_BASE_URL', { timeout: 120_000 }, () => {
  it.each([
    ['https://me:hush@open.feishu.cn', 'holds a user name or a password'],
    ['https://open.feishu.cn?token=hush', 'holds a query or a fragment'],
    ['https://open.feishu.cn/#hush', 'holds a query or a fragment'],
    ['ftp://open.feishu.cn/hush', 'begins with another protocol than https'],
    ['javascript:hush', 'begins with another protocol than https'],
    ['hush', 'is not an address'],
    ['https://open.feishu.cn/hush\u202E', 'holds blanks or hidden characters'],
  ])('%j is refused without being quoted', async (address, sentence) => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const environment = { FEISHU_BASE_URL: address, FEISHU_APP_ID: 'cli_a', FEISHU_APP_SECRET: 'secret' };
    const { code, stdout, stderr } = await place.run(
      ['bonus.csv', ...create, '--live', '--yes'],
      environment,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`FEISHU_BASE_URL ${sentence}`);
    expect(stderr).not.toContain('hush');
  });
});
