// What happens to a run that loses its screen. A closed terminal stops it as Ctrl-C does, with a report. A reader that
// ends, or a full disk under its output, changes nothing.

import { closeSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { create, manyBonuses } from './bonus-file.ts';
import { aPlace, payferry, type Place } from './payferry-process.ts';
import { environmentOf, slowly } from './sandbox-environment.ts';
import { reportOf, reportsIn, rowsIn } from './rows-in-reports.ts';

const timeoutMs = 120_000;
const carry = ['bonus.csv', ...create, '--live', '--yes'];

describe('a run to a service', { timeout: timeoutMs }, () => {
  it('goes on to its report when the reader of its output leaves', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(2000));
    const { child, said, ended } = place.start(carry, { ...environmentOf(sandbox), ...slowly });
    await said('4 calls to Feishu');
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await ended).toMatchObject({ code: 0 });
    await expectReported(place, sandbox, 2000);
  });

  it('goes on to its report when its output goes to a full disk', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(600));
    const full = openSync('/dev/full', 'w');
    try {
      const { ended } = place.start(carry, environmentOf(sandbox), { stdio: ['ignore', full, full] });
      expect(await ended).toMatchObject({ code: 0 });
    } finally {
      closeSync(full);
    }
    await expectReported(place, sandbox, 600);
  });

  it('is stopped and reported when its terminal is closed, though nothing can be said any more', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(5000));
    const { child, ended } = place.start(carry, { ...environmentOf(sandbox), ...slowly });
    await expect.poll(() => sandbox.records(), { timeout: 60_000 }).not.toEqual([]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.kill('SIGHUP');
    expect(await ended).toMatchObject({ code: 130 });
    const [job = ''] = await reportsIn(place.out);
    expect(await reportOf(place.out, job)).toMatchObject({
      state: 'aborted',
      reason: { text: 'its terminal was closed' },
      records: 5000,
    });
    await expectReported(place, sandbox, 5000);
  });

  // `script` of util-linux makes a terminal. When it is killed, the terminal goes, and every write fails with EIO.
  it('is reported when a real terminal goes away under it', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(5000));
    const line = [process.execPath, payferry, 'start', ...carry].map((word) => `'${word}'`).join(' ');
    const terminal = place.program('script', ['-qec', line, '/dev/null'], {
      ...environmentOf(sandbox),
      ...slowly,
    });
    await expect.poll(() => sandbox.records(), { timeout: 60_000 }).not.toEqual([]);
    terminal.child.kill('SIGKILL');
    await terminal.ended;
    await expect.poll(() => reportsIn(place.out), { timeout: 60_000 }).toHaveLength(1);
    await expectReported(place, sandbox, 5000);
  });
});

/** The reports have every row, and the rows that they call paid are just those that the sandbox holds. */
async function expectReported(place: Place, sandbox: Sandbox, bonuses: number): Promise<void> {
  const rows = await rowsIn(place.out);
  expect(rows.map(({ row }) => row)).toHaveLength(bonuses);
  const paid = rows.filter(({ status }) => status === 'created').map(({ identity }) => identity);
  const held = (await sandbox.records()).map(({ unique_id }) => String(unique_id));
  expect(paid.toSorted()).toEqual(held.toSorted());
}
