// The folder of the reports is tried before the first call. A disk that fails later is named as the cause. A file that
// cannot be read is found before anything starts.

import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { create, manyBonuses } from './bonus-file.ts';
import { aPlace } from './payferry-process.ts';
import { environmentOf } from './sandbox-environment.ts';
import { rowsIn } from './rows-in-reports.ts';
import { aSmallDisk, whyNoSmallDisk } from './small-disk.ts';

const timeoutMs = 120_000;
const carry = ['bonus.csv', ...create, '--live', '--yes'];

describe('an --out that cannot take a report', { timeout: timeoutMs }, () => {
  it.each([
    [
      'is a file',
      async (dir: string) => writeFile(join(dir, 'here'), ''),
      '--out here: it is no folder (ENOTDIR)',
    ],
    [
      'lies in a file',
      async (dir: string) => writeFile(join(dir, 'here'), ''),
      '--out here/below: it is no folder (ENOTDIR)',
    ],
    [
      'has a file where the reports would go',
      async (dir: string) => {
        await mkdir(join(dir, 'here'));
        await writeFile(join(dir, 'here/reports'), '');
      },
      '--out here: reports: it is no folder (ENOTDIR)',
    ],
    [
      'has a link where pay data would go',
      async (dir: string) => {
        await mkdir(join(dir, 'here'));
        await mkdir(join(dir, 'elsewhere'));
        await symlink(join(dir, 'elsewhere'), join(dir, 'here/.payferry'));
      },
      '--out here: .payferry is a link there',
    ],
    ['is read-only', async () => undefined, /--out \/proc\/payferry: .*\((ENOENT|EACCES|EROFS|EPERM)\)/],
  ])('because it %s is found before the first call', async (_, prepare, sentence) => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(3));
    await prepare(place.dir);
    const out = typeof sentence === 'string' ? (/--out (\S+):/.exec(sentence)?.[1] ?? '') : '/proc/payferry';
    const { code, stdout, stderr } = await place.run([...carry, '--out', out], environmentOf(sandbox));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    if (typeof sentence === 'string') expect(stderr).toContain(sentence);
    else expect(stderr).toMatch(sentence);
    expect(await sandbox.calls()).toEqual([]);
  });

  it('is written for its owner alone, whatever the umask says', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(3));
    const args = ['-c', `umask 0; exec "$0" "$@"`, process.execPath, 'local/payferry.mjs', 'start', ...carry];
    const at = args.map((word) =>
      word === 'local/payferry.mjs' ? join(import.meta.dirname, '../../payferry.mjs') : word,
    );
    expect((await place.program('sh', at, environmentOf(sandbox)).ended).code).toBe(0);
    const all = await readdir(place.out, { recursive: true, withFileTypes: true });
    expect(all.length).toBeGreaterThan(5);
    for (const entry of all) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect([entry.name, (mode & 0o777).toString(8)]).toEqual([
        entry.name,
        entry.isDirectory() ? '700' : '600',
      ]);
    }
    expect(((await stat(place.out)).mode & 0o777).toString(8)).toBe('700');
  });
});

describe('a disk', { timeout: timeoutMs }, () => {
  it.skipIf(whyNoSmallDisk !== undefined)(
    'without room for three times the files is found before the first call',
    async () => {
      await using place = await aPlace();
      await using sandbox = await startSandbox();
      await using disk = await aSmallDisk(16);
      await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(30_000));
      const { code, stderr } = await place.run([...carry, '--out', disk.dir], environmentOf(sandbox));
      expect(code).toBe(2);
      expect(stderr).toMatch(/--out \S+: \d+ MB are free there, and \d+ MB may be needed: 3 times the files/);
      expect(await sandbox.calls()).toEqual([]);
    },
  );

  it.skipIf(whyNoSmallDisk !== undefined)(
    'that fills up in the middle is told as that, keeps what is under way, and with room again it is finished',
    async () => {
      await using place = await aPlace();
      await using sandbox = await startSandbox({ latencyMs: 200 });
      await using disk = await aSmallDisk(24);
      await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(10_000));
      const here = [...carry, '--out', disk.dir];
      const slow = { ...environmentOf(sandbox), LANES: '2', FEISHU_CALLS_PER_SECOND: '3' };
      const { ended } = place.start(here, slow);
      await expect.poll(() => sandbox.records(), { timeout: 60_000 }).not.toEqual([]);
      await disk.fill();
      const { code, stdout, stderr } = await ended;
      expect(code).toBe(3);
      expect(stderr).toContain('the disk is full (ENOSPC)');
      expect(stdout).toContain('What is under way is kept in');
      const paidUntilThen = (await sandbox.records()).length;
      expect(paidUntilThen).toBeLessThan(10_000);

      await disk.makeRoom();
      const again = await place.run(here, environmentOf(sandbox));
      expect(again).toMatchObject({ code: 0 });
      const rows = await rowsIn(disk.dir);
      expect(rows.map(({ status }) => status)).toEqual(Array.from({ length: 10_000 }, () => 'created'));
      expect(await sandbox.records()).toHaveLength(10_000);
    },
  );

  it('that is full where temporary files go keeps nothing from its end', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(3));
    const noSuchFolder = { TMPDIR: join(place.dir, 'nowhere') };
    const { code } = await place.run(carry, { ...environmentOf(sandbox), ...noSuchFolder });
    expect(code).toBe(0);
    expect(await sandbox.records()).toHaveLength(3);
  });
});

it.skipIf(process.platform === 'win32')('a named pipe is no file, and is not waited for', async () => {
  await using place = await aPlace();
  await place.program('mkfifo', ['pipe']).ended;
  const { code, stderr } = await place.run(['pipe', ...create]);
  expect(code).toBe(2);
  expect(stderr).toContain('pipe is not a file');
});

it('a file that may not be read is found before anything starts', async () => {
  await using place = await aPlace();
  await symlink(join(place.dir, 'round'), join(place.dir, 'round'));
  const { code, stderr } = await place.run(['round', ...create]);
  expect(code).toBe(2);
  expect(stderr).toContain('round cannot be read: its links go round in a circle (ELOOP)');
});
