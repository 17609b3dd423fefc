// The plan that was shown is the plan that is sent: each file is read once, waits, and goes after a yes.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { bonusFile, create, manyBonuses } from './bonus-file.ts';
import { aPlace } from './payferry-process.ts';
import { environmentOf } from './sandbox-environment.ts';
import { reportsIn } from './rows-in-reports.ts';

const timeoutMs = 120_000;
const live = [...create, '--live', '--yes'];

describe('what a person says yes to', { timeout: timeoutMs }, () => {
  it('is sent file by file, also where two of them have one name', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    for (const folder of ['a', 'b']) {
      await mkdir(join(place.dir, folder));
      await writeFile(
        join(place.dir, folder, 'bonus.csv'),
        bonusFile([{}]).replace('bonus-1', `${folder}-1`),
      );
    }
    const { code, stdout } = await place.run(['a/bonus.csv', 'b/bonus.csv', ...live], environmentOf(sandbox));
    expect(code).toBe(0);
    expect((await sandbox.records()).map(({ unique_id }) => unique_id)).toEqual(['a-1', 'b-1']);
    expect(await sandbox.calls({ api: 'lump_sum_payment.batch_create' })).toHaveLength(2);
    expect(stdout).toMatch(/a\/bonus\.csv +1 +1 +1 paid/);
    expect(stdout).toMatch(/b\/bonus\.csv +1 +1 +1 paid/);
  });

  it.each([
    ['as an option', 'bonus.csv', ['--option', 'dry_run=false']],
    ['as a folder', 'lump_sum_payment/batch_create/dry_run=false/bonus.csv', []],
  ])('is what would be sent, whatever dry_run=false stands there %s', async (_, file, more) => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await mkdir(join(place.dir, 'lump_sum_payment/batch_create/dry_run=false'), { recursive: true });
    await writeFile(join(place.dir, file), bonusFile([{}, {}]));
    const { code, stdout } = await place.run([file, ...live, ...more], environmentOf(sandbox));
    expect(code).toBe(0);
    expect(stdout).toMatch(/bonus\.csv +lump_sum_payment\.batch_create +2 +2 +20\.00/);
    expect(stdout).not.toContain('the whole file is refused');
    expect(await sandbox.records()).toHaveLength(2);
  });

  it.each([
    ['as an option', 'gone.csv', ['--option', 'approval=none']],
    ['as a folder', 'lump_sum_payment/batch_remove/approval=none/gone.csv', []],
  ])(
    'is asked for in any case before anything is removed, also with approval=none %s',
    async (_, file, more) => {
      await using place = await aPlace();
      await using sandbox = await startSandbox();
      await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
      await place.run(['bonus.csv', ...create], environmentOf(sandbox));
      const [held] = await sandbox.records();
      await mkdir(join(place.dir, 'lump_sum_payment/batch_remove/approval=none'), { recursive: true });
      await writeFile(join(place.dir, file), `id,reason\n${String(held?.['id'])},left\n`);
      const remove = [file, '--operation', 'lump_sum_payment.batch_remove', ...more];
      const { code, stdout } = await place.run(remove, environmentOf(sandbox));
      expect(code).toBe(3);
      expect(stdout).toContain('nobody said yes to it');
      expect(await sandbox.records()).toHaveLength(1);
    },
  );

  it('is refused whole, and nothing sent of any file, where one of them cannot be read any more', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'first.csv'), manyBonuses(100_000));
    await writeFile(join(place.dir, 'second.csv'), manyBonuses(3));
    const { said, ended } = place.start(['first.csv', 'second.csv', ...live], environmentOf(sandbox));
    await said('Files go to');
    await rm(join(place.dir, 'second.csv'));
    const { code, stdout } = await ended;
    expect(code).toBe(2);
    expect(stdout).toContain('second.csv cannot be read: it is not there (ENOENT)');
    expect(stdout).toContain('Nothing was sent.');
    expect(await sandbox.calls({ api: 'lump_sum_payment.batch_create' })).toEqual([]);
    expect(await reportsIn(place.out)).toEqual([]);
    // The next run sends its own file, and nothing of these two.
    await writeFile(join(place.dir, 'third.csv'), bonusFile([{}]));
    expect((await place.run(['third.csv', ...live], environmentOf(sandbox))).code).toBe(0);
    expect(await sandbox.records()).toHaveLength(1);
  });

  it('is refused whole where a file changes while it is read, and the next run does not send it either', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    const file = join(place.dir, 'bonus.csv');
    await writeFile(file, bonusFile([{}, {}]));
    // Changes the file when its bytes are in the local inbox, before the command looks at it again.
    const changing = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const real = fs.promises.rename;
      fs.promises.rename = async (from, to) => {
        await real(from, to);
        if (String(to).includes('payferry-inbox/objects')) fs.appendFileSync(${JSON.stringify(file)}, ' ');
      };
      syncBuiltinESMExports();`;
    const { code, stdout } = await place.run(['bonus.csv', ...live], {
      ...environmentOf(sandbox),
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(changing)}`,
    });
    expect(stdout).toContain('bonus.csv changed while this command was at it');
    expect(code).toBe(2);
    expect(stdout).toContain('Nothing was sent.');
    await writeFile(join(place.dir, 'next.csv'), bonusFile([{}]).replace('bonus-1', 'next-1'));
    expect((await place.run(['next.csv', ...live], environmentOf(sandbox))).code).toBe(0);
    expect((await sandbox.records()).map(({ unique_id }) => unique_id)).toEqual(['next-1']);
  });

  it('with one file twice is refused', async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const { code, stderr } = await place.run(['bonus.csv', './bonus.csv', ...create]);
    expect(code).toBe(2);
    expect(stderr).toContain('./bonus.csv is given twice');
  });
});
