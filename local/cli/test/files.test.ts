import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { bonusFile, create } from './bonus-file.ts';
import { aPlace } from './payferry-process.ts';

const timeoutMs = 120_000;

describe('a file of my own', { timeout: timeoutMs }, () => {
  it('is carried from any folder, and its report stands where I said', async () => {
    await using place = await aPlace();
    await mkdir(join(place.dir, 'my files'));
    await writeFile(join(place.dir, 'my files', '十一月 奖金.csv'), bonusFile([{}, {}]));
    const { code, stdout } = await place.run(['my files/十一月 奖金.csv', ...create, '--out', 'mine']);
    expect(code).toBe(0);
    expect(stdout).toContain('2 paid');
    const [job = ''] = await readdir(join(place.dir, 'mine/reports'));
    const succeeded = await readFile(join(place.dir, 'mine/reports', job, 'succeeded.csv'), 'utf8');
    expect(succeeded.trim().split('\r\n')).toHaveLength(3);
    expect(await readdir(place.temp)).toEqual([]);
  });

  it('says by its path what it asks for, options included', async () => {
    await using place = await aPlace();
    const folder = join(place.dir, 'lump_sum_payment/batch_create/user_id_type=user_id/expected_records=3');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'bonus.csv'), bonusFile([{}, {}]));
    const { code, stdout } = await place.run([join(folder, 'bonus.csv')]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'The whole file was refused, nobody in it was paid: expected_records is 3, but the file holds 2',
    );
  });

  it('with a mistake in one row is told by row and reason; the others are paid, and it ends with 1', async () => {
    await using place = await aPlace();
    const rows = [{}, { total: '11.00' }, {}, {}, {}, {}];
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile(rows));
    const { code, stdout } = await place.run(['bonus.csv', ...create]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/refused {2}row 3 .*total_amount is 11\.00, but the details add up to 10\.00/);
    expect(stdout).toMatch(/bonus\.csv +6 +6 +5 paid +0 +1 +0 {2}refused: row 3/);
  });

  it('is only judged in a dry run', async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}, {}]));
    const { code, stdout } = await place.run(['bonus.csv', ...create, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('only checked, nothing sent: 2 payments would be');
  });
});

describe('what is not right on the command line is said in a sentence, and nothing starts', () => {
  it.each([
    [['bonus.csv', ...create], 'there is no file bonus.csv'],
    [['.', ...create], '. is not a file'],
    [['--dryrun', 'bonus.csv'], "Unknown option '--dryrun', is it --dry-run?"],
    [['--out'], 'argument missing'],
    [['a.csv', '--operation', 'lump_sum_payment.batch_creat'], 'is it lump_sum_payment.batch_create?'],
    [['a.csv', ...create.slice(0, 2), '--user-id-type', 'email'], 'expected one of open_id, union_id'],
    [['a.csv', ...create, '--option', 'expected_records'], 'must look like name=value'],
    [['--dry-run'], '--dry-run is for files of your own'],
    [['--live'], '--live is for files of your own'],
    [['--live', 'a.csv', ...create], '--live needs FEISHU_BASE_URL'],
    [['--keep', '--live'], '--keep never sends to a real Feishu'],
    [['--mode', 'full'], '--mode belongs to --export'],
  ])('%j', async (args, sentence) => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(await readdir(place.dir)).toEqual(['temp']);
  });

  it('a file whose operation nobody said is not guessed', async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const { code, stderr } = await place.run(['bonus.csv']);
    expect(code).toBe(2);
    expect(stderr).toContain('bonus.csv: say what it asks for with --operation');
  });

  it('a path and --operation that disagree stop it', async () => {
    await using place = await aPlace();
    await mkdir(join(place.dir, 'lump_sum_payment/batch_remove'), { recursive: true });
    await writeFile(join(place.dir, 'lump_sum_payment/batch_remove/a.csv'), bonusFile([{}]));
    const { code, stderr } = await place.run(['lump_sum_payment/batch_remove/a.csv', ...create]);
    expect(code).toBe(2);
    expect(stderr).toContain('its path says lump_sum_payment.batch_remove');
  });

  it('settings of the environment are judged before anything starts', async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), bonusFile([{}]));
    const { code, stderr } = await place.run(['bonus.csv', ...create], { LANES: 'many' });
    expect(code).toBe(2);
    expect(stderr).toContain('LANES');
  });
});

it('--help tells every command, the old names for them, and every exit code', async () => {
  await using place = await aPlace();
  const { code, stdout } = await place.run(['--help']);
  expect(code).toBe(0);
  for (const word of ['carry FILE…', 'npm start -- FILE…', '--keep', '--export R', '130'])
    expect(stdout).toContain(word);
});
