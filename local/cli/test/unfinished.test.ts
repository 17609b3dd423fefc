// What the next run with the same --out does with the job of a run that was killed: it finishes it, reports it as it
// stands, leaves it alone, or drops it.

import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readSeal } from '../../s3/store/sealed-file.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { isJsonObject } from '../../../shared/values/json.ts';
import { callerFor } from '../../sandbox/test/caller.ts';
import { storeBonus } from '../../sandbox/test/payments.ts';
import { create, manyBonuses } from './bonus-file.ts';
import { aPlace, payferry, type Place } from './payferry-process.ts';
import { environmentOf, slowly } from './sandbox-environment.ts';
import { reportOf, reportsIn, rowsIn } from './rows-in-reports.ts';

const timeoutMs = 120_000;
const carry = ['bonus.csv', ...create, '--live', '--yes'];

describe('a run to a service that is killed half-way', { timeout: timeoutMs }, () => {
  it('is finished by the same command: one report, every row once, nothing paid twice', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await killedHalfWay(place, sandbox, 5000);
    expect(await reportsIn(place.out)).toEqual([]);

    const { code, stdout } = await place.run(carry, environmentOf(sandbox));
    expect(code).toBe(0);
    expect(stdout).toContain(
      'bonus.csv was begun by an earlier run: it is that job, and not carried a second time',
    );
    expect(stdout).toMatch(/bonus\.csv was begun by an earlier run: \d+ of 10 calls are done/);
    expect(await reportsIn(place.out)).toHaveLength(1);
    await expectEachOnce(place, sandbox, 5000);
    expect(await underWay(place)).toEqual([]);
  });

  it('is finished before another file is begun', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await killedHalfWay(place, sandbox, 5000);
    await writeFile(join(place.dir, 'other.csv'), manyBonuses(3).replaceAll('bonus-', 'other-'));
    const { code, stdout } = await place.run(['other.csv', ...carry.slice(1)], environmentOf(sandbox));
    expect(code).toBe(0);
    expect(stdout.indexOf('\nbonus.csv: ')).toBeLessThan(stdout.indexOf('\nother.csv: '));
    expect(await reportsIn(place.out)).toHaveLength(2);
    await expectEachOnce(place, sandbox, 5003);
  });

  it('asks again if it is live, and starts nothing without a yes', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await killedHalfWay(place, sandbox, 5000);
    const held = (await sandbox.records()).length;
    const { code, stderr } = await place.run(['bonus.csv', ...create, '--live'], environmentOf(sandbox));
    expect(code).toBe(2);
    expect(stderr).toContain('Add --yes');
    expect(await sandbox.records()).toHaveLength(held);
    expect(await underWay(place)).toHaveLength(1);
  });

  it('is reported as it stands by a run to another service, which says so', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await using other = await startSandbox();
    await killedHalfWay(place, sandbox, 5000);
    await writeFile(join(place.dir, 'other.csv'), manyBonuses(3));
    const { stdout } = await place.run(['other.csv', ...carry.slice(1)], environmentOf(other));
    expect(stdout).toContain(
      `bonus.csv was on its way to ${sandbox.baseUrl} as app ${sandbox.appId}, where this command does not go: it is reported as it stands`,
    );
    const [job = ''] = await reportsIn(place.out);
    const report = await reportOf(place.out, job);
    expect(report).toMatchObject({ state: 'aborted', records: 5000 });
    const rows = await rowsIn(place.out, [job]);
    expect(new Set(rows.map(({ row }) => row)).size).toBe(5000);
    // Rows that the report calls paid are in the sandbox, and rows that it calls unsent are not. Others may be either.
    const paid = rows.filter(({ status }) => status === 'created').map(({ identity }) => identity);
    const held = new Set((await sandbox.records()).map(({ unique_id }) => String(unique_id)));
    expect(paid.every((identity) => held.has(identity))).toBe(true);
    const unsent = rows.filter(({ status }) => status === 'unsent').map(({ identity }) => identity);
    expect(unsent.some((identity) => held.has(identity))).toBe(false);
    expect(await other.records()).toHaveLength(3);
  });

  it('is left alone by a run to the sandbox, which says that it is open', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await killedHalfWay(place, sandbox, 5000);
    await writeFile(join(place.dir, 'other.csv'), manyBonuses(3));
    const { code, stdout } = await place.run(['other.csv', ...create]);
    expect(code).toBe(0);
    expect(stdout).toContain('Still open in out/.payferry: bonus.csv');
    expect(await underWay(place)).toHaveLength(1);
    const [others = ''] = await reportsIn(place.out);
    await rm(join(place.out, 'reports', others), { recursive: true });
    expect((await place.run(carry, environmentOf(sandbox))).code).toBe(0);
    await expectEachOnce(place, sandbox, 5000);
  });

  it('is not joined by a second run with the same --out while it goes on', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(2000));
    const first = place.start(carry, { ...environmentOf(sandbox), ...slowly });
    await first.said('4 calls to Feishu');
    const second = await place.run(carry, environmentOf(sandbox));
    expect(second).toMatchObject({ code: 2 });
    expect(second.stderr).toContain('--out out: another payferry is at work there');
    expect((await first.ended).code).toBe(0);
    await expectEachOnce(place, sandbox, 2000);
  });

  it('adds a detail once, though the call that added it may have been answered or not', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({
      latencyMs: 100,
      switches: { details_left_out: 'kept' },
    });
    const call = await callerFor(sandbox);
    const stored = [];
    for (let n = 0; n < 40; n += 1) stored.push(await storeBonus(call));
    await writeFile(join(place.dir, 'more.csv'), newDetails(stored));
    const update = [
      'more.csv',
      '--operation',
      'lump_sum_payment.batch_update',
      ...create.slice(2),
      '--live',
      '--yes',
    ];
    const settings = { ...environmentOf(sandbox), LOOK_AGAIN_MS: '300' };
    const { child, ended } = place.start(update, settings);
    await expect
      .poll(() => sandbox.calls({ api: 'lump_sum_payment.batch_update' }), { timeout: 60_000, interval: 5 })
      .not.toEqual([]);
    child.kill('SIGKILL');
    await ended;
    const { code, stdout } = await place.run(update, settings);
    expect({ code, stdout }).toMatchObject({ code: 0 });
    const details = (await sandbox.records()).map(({ details: list }) =>
      Array.isArray(list) ? list.length : 0,
    );
    expect(details).toEqual(Array.from({ length: 40 }, () => 2));
    expect((await rowsIn(place.out)).map(({ status }) => status)).toEqual(
      Array.from({ length: 40 }, () => 'updated'),
    );
  });

  it.each([14, 24, 27, 28, 29, 31])(
    'at its step %i on the disk is brought to its end by the next: one report with all its files, nothing sent twice',
    async (step) => {
      await using place = await aPlace();
      await using sandbox = await startSandbox();
      await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(3));
      const environment = environmentOf(sandbox);
      const first = await place.run(carry, { ...environment, NODE_OPTIONS: killAtStep(step) });
      const { code, stdout, stderr } = await place.run(carry, environment);
      expect({ code, stderr, stdout }).toMatchObject({ code: 0, stderr: '' });
      expect((await sandbox.records()).map(({ unique_id }) => unique_id)).toEqual([
        'bonus-1',
        'bonus-2',
        'bonus-3',
      ]);
      const rows = await rowsIn(place.out);
      expect(rows.filter(({ status }) => status === 'created').map(({ row }) => row)).toEqual([
        '2',
        '3',
        '4',
      ]);
      // If the first run was killed after it had removed its job, the second made a new job and found every payment there.
      expect(rows.filter(({ status }) => status !== 'created').map(({ status }) => status)).toEqual(
        rows.length === 3 ? [] : ['already_exists', 'already_exists', 'already_exists'],
      );
      for (const job of await reportsIn(place.out))
        expect((await reportOf(place.out, job)).files).toEqual(['succeeded.csv']);
      expect(await underWay(place)).toEqual([]);
      expect(first.code === null || first.code === 0).toBe(true);
    },
  );

  it('before the yes is dropped with a sentence: a yes to another file does not count for it', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await writeFile(join(place.dir, 'asked.csv'), manyBonuses(3).replaceAll('bonus-', 'asked-'));
    const line = [process.execPath, payferry, 'carry', 'asked.csv', ...create, '--live'].join(' ');
    const terminal = place.program('script', ['-qec', line, '/dev/null'], environmentOf(sandbox));
    await terminal.said('Type yes to send it');
    terminal.child.kill('SIGKILL');
    await terminal.ended;
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(2));
    await expect
      .poll(async () => (await place.run(carry, environmentOf(sandbox))).code, {
        timeout: 60_000,
        interval: 500,
      })
      .toBe(0);
    expect((await sandbox.records()).map(({ unique_id }) => unique_id)).toEqual(['bonus-1', 'bonus-2']);
    expect(await underWay(place)).toEqual([]);
  });
});

describe('a run to a service that is stopped twice', { timeout: timeoutMs }, () => {
  it('is reported by the next, which looks up what was under way and sends nothing more', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 1500 });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(5000));
    const { child, said, ended } = place.start(carry, { ...environmentOf(sandbox), ...slowly });
    await expect.poll(() => sandbox.calls(), { timeout: 60_000 }).not.toEqual([]);
    await expect.poll(() => sandbox.records(), { timeout: 60_000 }).not.toEqual([]);
    child.kill('SIGINT');
    await said('Stopping');
    await expect
      .poll(() => keysUnderWay(place), { timeout: 60_000 })
      .toContainEqual(expect.stringMatching(/\/abort$/));
    child.kill('SIGINT');
    await ended;
    const { code, stdout } = await place.run(carry, environmentOf(sandbox));
    expect(code).toBe(3);
    expect(stdout).toContain('Stopped before its end: it was stopped by hand');
    const held = (await sandbox.records()).map(({ unique_id }) => String(unique_id)).toSorted();
    expect(held.length).toBeLessThan(5000);
    const rows = await rowsIn(place.out);
    expect(rows).toHaveLength(5000);
    const paid = rows.filter(({ status }) => status === 'created').map(({ identity }) => identity);
    expect(paid.toSorted()).toEqual(held);
  });
});

describe('a run to the sandbox that is killed', { timeout: timeoutMs }, () => {
  it('is dropped with a sentence by the next run, for its sandbox ended with it', async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(20_000));
    const { child, said, ended } = place.start(['bonus.csv', ...create]);
    await said('40 calls to Feishu');
    child.kill('SIGKILL');
    await ended;
    await writeFile(join(place.dir, 'few.csv'), manyBonuses(2));
    // A younger folder may belong to a process that has not taken its lock.
    await expect
      .poll(async () => (await place.run(['few.csv', ...create])).stdout, { timeout: 60_000, interval: 1000 })
      .toContain(
        'Dropped: bonus.csv, on the way to a sandbox that ended with its run. Nothing of it was paid.',
      );
    expect(await readdir(place.out)).toEqual(['reports']);
  });
});

async function killedHalfWay(place: Place, sandbox: Sandbox, bonuses: number): Promise<void> {
  await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(bonuses));
  const { child, ended } = place.start(carry, { ...environmentOf(sandbox), ...slowly });
  await expect.poll(() => sandbox.records(), { timeout: 60_000 }).not.toEqual([]);
  child.kill('SIGKILL');
  await ended;
  expect((await sandbox.records()).length).toBeLessThan(bonuses);
}

async function expectEachOnce(place: Place, sandbox: Sandbox, bonuses: number): Promise<void> {
  const held = (await sandbox.records()).map(({ unique_id }) => String(unique_id)).toSorted();
  expect(held).toHaveLength(bonuses);
  expect(new Set(held).size).toBe(bonuses);
  const rows = await rowsIn(place.out);
  expect(rows.map(({ identity }) => identity).toSorted()).toEqual(held);
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['created']));
}

/** A flag for NODE_OPTIONS. It kills the process when its main thread begins its `step`-th rename or removal. */
function killAtStep(step: number): string {
  const hook = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { isMainThread } from 'node:worker_threads';
    let steps = 0;
    if (isMainThread && process.argv[1]?.endsWith('payferry.mjs')) {
      for (const name of ['rename', 'rm']) {
        const real = fs.promises[name];
        fs.promises[name] = (...args) => {
          steps += 1;
          if (steps === ${step}) process.kill(process.pid, 'SIGKILL');
          return real(...args);
        };
      }
      syncBuiltinESMExports();
    }`;
  return `--import=data:text/javascript,${encodeURIComponent(hook)}`;
}

/** Names of the files that hold the objects of the local inbox: one for each unfinished job. */
async function underWay({ out }: Place): Promise<readonly string[]> {
  return readdir(join(out, '.payferry/service/store/payferry-inbox/objects'));
}

async function keysUnderWay({ out }: Place): Promise<readonly string[]> {
  const objects = join(out, '.payferry/service/store/payferry-records/objects');
  const names = await readdir(objects);
  return names.flatMap((name) => {
    const seal = readSeal(join(objects, name));
    return isJsonObject(seal) && typeof seal.key === 'string' ? [seal.key] : [];
  });
}

/** A CSV file for an update in which each record keeps its detail and gets another one. */
function newDetails(
  stored: readonly { readonly id: string; readonly detailIds: readonly string[] }[],
): string {
  const detail = (at: number) =>
    ['id', 'issuance_amount', 'issuance_status', 'issuance_way', 'issuance_time', 'belong_time']
      .map((name) => `details.${at}.${name}`)
      .join(',');
  const rows = stored.map(
    ({ id, detailIds: [first = ''] }) =>
      `${id},2007.00,0,6863329932261459464,2,${first},2000.00,to_be_issued,with_salary,2026-12-10,2026-12-01,,7.00,to_be_issued,with_salary,2026-12-10,2026-12-01`,
  );
  const header = `id,total_amount,binding_period,currency_id,issuance_frequency,${detail(1)},${detail(2)}`;
  return [header, ...rows, ''].join('\n');
}
