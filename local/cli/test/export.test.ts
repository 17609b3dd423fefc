import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { isJsonObject, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { latestJson } from '../../../shared/run/latest.ts';
import { manifestJson, type Manifest } from '../../../shared/run/manifest.ts';
import { apps, callerFor, resultsOf } from '../../sandbox/test/caller.ts';
import { aBonus, aBonusChange, aDetail, storeBonus } from '../../sandbox/test/payments.ts';
import { aPlace, type Place } from './payferry-process.ts';

const timeoutMs = 120_000;
const bonuses = ['--export', 'lump_sum_payment'] as const;

describe('an export of the built-in sandbox', { timeout: timeoutMs }, () => {
  it('holds what the sample files have left, and nothing else stays in the folder', async () => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.run(['--export', 'recurring_payment', '--format', 'csv']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('begins empty: the sample files are carried first');
    expect(stdout).toContain('recurring_payment: 9 records');
    expect(await readdir(place.dir)).toEqual(['out', 'temp']);
    expect(await readdir(place.out)).toEqual(['snapshots']);
    const { folder, manifest } = await newest(place, 'recurring_payment');
    expect(manifest).toMatchObject({ records: 9, mode: 'full', format: 'csv', user_id_type: 'open_id' });
    const csv = gunzipSync(await readFile(join(folder, 'part-00000.csv.gz'))).toString();
    expect(csv.trimEnd().split('\n')).toHaveLength(1 + 9);
  });
});

describe('an export of a service that FEISHU_BASE_URL names', { timeout: timeoutMs }, () => {
  it('says where it reads, never the secret, and holds what the service holds', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    const call = await callerFor(sandbox);
    const records = ['10.10', '20.20', '0.03'].map((amount) =>
      aBonus({ total_amount: amount, details: [aDetail({ issuance_amount: amount })] }),
    );
    await call('lump_sum_payment.batch_create', { records });
    const { code, stdout, stderr } = await place.run([...bonuses, '--live'], environmentOf(sandbox));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      `Reads from ${sandbox.baseUrl} as app ${sandbox.appId}; nothing is changed there.`,
    );
    expect(stdout).not.toContain(sandbox.appSecret);
    expect(stdout.replaceAll(/ +/g, ' ')).toContain(' currency 6863329932261459464 3 30.33\n');
    expect(await exported(place)).toEqual((await sandbox.records()).map(({ id }) => String(id)).toSorted());
  });

  it('reads what changed since the snapshot that is there already', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ now: '2026-01-05 12:00:00' });
    const call = await callerFor(sandbox);
    const [first] = [await storeBonus(call), await storeBonus(call)];
    const environment = { ...environmentOf(sandbox), EXPORT_OVERLAP_MS: '0' };
    await place.run([...bonuses], environment);
    const full = await newest(place, 'lump_sum_payment');
    expect(full.manifest.records).toBe(2);

    await sandbox.moveClock({ now: '2027-01-05 12:00:00' });
    const change = aBonusChange(first.id, first.detailIds[0] ?? '', { remark: 'changed' });
    // The first token has expired by the new time, so another one is asked for.
    const callLater = await callerFor(sandbox);
    const changed = await callLater('lump_sum_payment.batch_update', { records: [change] });
    expect(resultsOf(changed)).toMatchObject([{ code: 0 }]);
    const { stdout } = await place.run([...bonuses, '--mode', 'changes'], environment);
    expect(stdout).toContain(`1 record that changed since ${full.manifest.bookmark}`);
    expect(await exported(place)).toEqual([first.id]);
    const { latest } = await newest(place, 'lump_sum_payment');
    expect(latest.full?.run).toBe(full.latest.run);
    expect(await readdir(full.folder)).toContain('_manifest.json');
  });

  it('takes filters, lists with commas', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    const call = await callerFor(sandbox);
    const stored = [await storeBonus(call), await storeBonus(call), await storeBonus(call)];
    const ids = stored.slice(0, 2).map(({ id }) => id);
    const filters = ['--filter', `ids=${ids.join(',')}`, '--filter', 'create_time_gte=2020-01-01 00:00:00'];
    const { code } = await place.run(
      [...bonuses, ...filters, '--user-id-type', 'user_id'],
      environmentOf(sandbox),
    );
    expect(code).toBe(0);
    expect(await exported(place)).toEqual(ids.toSorted());
    const { manifest } = await newest(place, 'lump_sum_payment');
    expect(manifest).toMatchObject({
      filters: { ids, create_time_gte: '2020-01-01 00:00:00' },
      user_id_type: 'user_id',
    });
  });

  it('that hides fields from the app says which, and which scopes it may lack', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    await storeBonus(await callerFor(sandbox));
    const { app_id: appId, app_secret: appSecret } = apps.readsOnly;
    const { code, stdout } = await place.run([...bonuses], environmentOf({ ...sandbox, appId, appSecret }));
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /never seen: .*return_amount_before_tax.*; the app may lack .*details?.*belong_time:read/,
    );
    const { manifest } = await newest(place, 'lump_sum_payment');
    expect(manifest.maybe_hidden.map(({ field }) => field)).toContain('details.belong_time');
  });

  it('that does not let the app in ends it with the reason, and without a snapshot', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox();
    const environment = { ...environmentOf(sandbox), FEISHU_APP_SECRET: 'wrong' };
    const { code, stdout, stderr } = await place.run([...bonuses], environment);
    expect(code).toBe(3);
    expect(stdout + stderr).toContain('Feishu does not let the app in: The app secret is wrong (10014)');
    expect(await readdir(place.out)).toEqual(['.payferry']);
  });
});

describe('what is not right of an export is said in a sentence, and nothing starts', () => {
  it.each([
    [['--export', 'lump_sum_paymen'], 'nobody knows the resource "lump_sum_paymen", is it lump_sum_payment?'],
    [
      ['--export', 'payslips'],
      'expected one of lump_sum_payment, lump_sum_payment_detail, recurring_payment',
    ],
    [[...bonuses, '--mode', 'delta'], 'expected one of full, changes'],
    [[...bonuses, '--format', 'parket'], 'is it parquet?'],
    [[...bonuses, '--user-id-type', 'email'], 'expected one of open_id, union_id'],
    [[...bonuses, '--filter', 'ids'], '--filter must look like name=value, not "ids"'],
    [[...bonuses, '--filter', 'item_id=7'], 'is it filters.item_ids?'],
    [
      [...bonuses, '--filter', 'create_time_gte=2026-11-01'],
      'expected a time that exists, written YYYY-MM-DD hh:mm:ss',
    ],
    [[...bonuses, 'bonus.csv'], 'bonus.csv does not go with --export'],
    [[...bonuses, '--dry-run'], '--dry-run does not go with --export'],
    [[...bonuses, '--live'], '--live needs FEISHU_BASE_URL'],
    [[...bonuses, '--out', ''], '--out must name a folder'],
  ])('%j', async (args, sentence) => {
    await using place = await aPlace();
    const { code, stdout, stderr } = await place.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(await readdir(place.dir)).toEqual(['temp']);
  });

  it('a real Feishu is not read by accident', async () => {
    await using place = await aPlace();
    const environment = {
      FEISHU_BASE_URL: 'https://open.feishu.cn',
      FEISHU_APP_ID: 'cli_a',
      FEISHU_APP_SECRET: 'hush',
    };
    const { code, stdout, stderr } = await place.run([...bonuses], environment);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('add --live if you mean it');
    expect(stderr).not.toContain('hush');
  });
});

async function newest({ out }: Place, dataset: string) {
  const file = (path: string) => readFile(join(out, path), 'utf8');
  const latest = latestJson.parse(await file(latestJson.key({ dataset })));
  const manifest: Manifest = manifestJson.parse(await file(latest.manifest));
  return { latest, manifest, folder: join(out, latest.prefix) };
}

/** The ids in the newest run, sorted. Its format is NDJSON. */
async function exported(place: Place): Promise<readonly string[]> {
  const { folder, manifest } = await newest(place, 'lump_sum_payment');
  const parts = await Promise.all(manifest.files.map(({ name }) => readFile(join(folder, name))));
  const lines = parts.flatMap((part) => gunzipSync(part).toString().trimEnd().split('\n'));
  const records = lines
    .filter((line) => line !== '')
    .map((line): JsonObject => {
      const record = readJson(line);
      if (!isJsonObject(record)) throw new TypeError('a line is no record');
      return record;
    });
  return records.map(({ id }) => String(id)).toSorted();
}

function environmentOf({ baseUrl, appId, appSecret }: Sandbox) {
  return { FEISHU_BASE_URL: baseUrl, FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret };
}
