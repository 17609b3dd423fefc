// A file that split holds until somebody has looked goes on after a yes at a terminal, or where --accept names the reason.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { bonusFile, create } from './bonus-file.ts';
import { aPlace, payferry, type Place } from './payferry-process.ts';
import { environmentOf } from './sandbox-environment.ts';
import { reportsIn } from './rows-in-reports.ts';

const reason = 'columns: nobody knows these columns, and they were not read: "zzz_favourite_colour"';

describe('a file with a column that nobody knows', { timeout: 120_000 }, () => {
  it.each([
    ['a live service', ['--live', '--yes']],
    ['a service on this machine', []],
  ])('does not go to %s without a terminal, unless --accept names the reason', async (_, flags) => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFiles(place);
    const carry = ['carry', 'plain.csv', 'held.csv', ...create, ...flags];
    const held = await place.payferry(carry, environmentOf(sandbox));
    expect(held.code).toBe(3);
    expect(held.stdout).toContain('held.csv is held until somebody has looked:\n');
    expect(held.stdout).toContain(`${reason}\n`);
    expect(held.stdout).toContain(
      'held.csv was not sent: look at it, and add --accept columns if it is right as it is\nNothing was sent.\n',
    );
    expect(await sandbox.records()).toEqual([]);
    expect(await reportsIn(place.out)).toEqual([]);

    const other = await place.payferry([...carry, '--accept', 'hidden_rows'], environmentOf(sandbox));
    expect(other.code).toBe(3);
    expect(await sandbox.records()).toEqual([]);

    const accepted = await place.payferry([...carry, '--accept', 'columns'], environmentOf(sandbox));
    expect(accepted.code).toBe(0);
    expect(accepted.stdout).toContain(`${reason}\n`);
    expect(await sandbox.records()).toHaveLength(3);
  });

  it('does not go to the built-in sandbox either', async () => {
    await using place = await aPlace();
    await writeFiles(place);
    const { code, stdout } = await place.payferry(['carry', 'held.csv', ...create, '--language', 'zh']);
    expect(code).toBe(3);
    expect(stdout).toContain(
      [
        'held.csv 暂缓提交，需要先人工核对：',
        '  columns：以下列无法识别，没有读取："zzz_favourite_colour"',
        'held.csv 没有提交：请先核对，确认无误后加上 --accept columns 再运行一次',
        '没有提交任何记录。',
      ].join('\n'),
    );
  });

  it.each([
    ['--live', ['--live']],
    ['--live --yes', ['--live', '--yes']],
    ['no flag', []],
  ])('goes after one yes at the terminal: with %s', async (_, flags) => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFiles(place);
    const carry = ['carry', 'plain.csv', 'held.csv', ...create, ...flags];
    const { code, stdout } = await atTerminal(place, carry, environmentOf(sandbox));
    expect(code).toBe(0);
    expect(stdout.indexOf(reason)).toBeGreaterThan(-1);
    expect(stdout.indexOf(reason)).toBeLessThan(stdout.indexOf('Type yes to send it: '));
    expect(stdout.split('Type yes').length).toBe(2);
    expect(await sandbox.records()).toHaveLength(3);
  });

  it('is told by a dry run, which is not held', async () => {
    await using place = await aPlace();
    await writeFiles(place);
    const { code, stdout } = await place.payferry(['check', 'held.csv', ...create]);
    expect(code).toBe(0);
    expect(stdout).toContain(`held.csv would be held until somebody has looked:\n  ${reason}\n`);
  });
});

/** plain.csv with one bonus, and held.csv with two others. */
async function writeFiles({ dir }: Place): Promise<void> {
  await writeFile(join(dir, 'plain.csv'), bonusFile([{}]).replace('bonus-1', 'plain-1'));
  const [header = '', ...rows] = bonusFile([{}, {}]).trimEnd().split('\n');
  const held = [`${header},zzz_favourite_colour`, ...rows.map((row) => `${row},blue`), ''];
  await writeFile(join(dir, 'held.csv'), held.join('\n'));
}

/** Runs the command at a terminal of `script` (util-linux), and says yes to its first question. */
async function atTerminal(
  place: Place,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) {
  const line = [process.execPath, payferry, ...args].map((word) => `'${word}'`).join(' ');
  const terminal = place.program('script', ['-qec', line, '/dev/null'], environment, {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await terminal.said('Type yes');
  terminal.child.stdin?.write('yes\n');
  return terminal.ended;
}
