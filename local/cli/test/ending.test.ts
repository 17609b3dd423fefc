import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { create, manyBonuses } from './bonus-file.ts';
import { aPlace, type Place } from './payferry-process.ts';

const timeoutMs = 120_000;

describe('Ctrl-C', { timeout: timeoutMs }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s half-way ends the sandbox with everything that was in it, and leaves nothing half-written',
    async (signal) => {
      await using place = await aPlace();
      await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(20_000));
      const { child, said, ended } = place.start(['bonus.csv', ...create]);
      await said('40 calls to Feishu');
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 130, stderr: '' });
      await expectNothingLeft(place);
      expect(await readdir(place.dir)).not.toContain('out');
    },
  );

  it('half-way to a service starts no further call, and reports truly what was sent', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 200 });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(5000));
    // These settings make it slow enough to be interrupted after the first call.
    const slowly = { LANES: '2', FEISHU_CALLS_PER_SECOND: '2' };
    const { child, said, ended } = place.start(['bonus.csv', ...create], {
      ...environmentOf(sandbox),
      ...slowly,
    });
    await said('10 calls to Feishu');
    await expect.poll(() => sandbox.records(), { timeout: 60_000 }).not.toEqual([]);
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout).toContain('stopped by hand');

    const held = (await sandbox.records()).map(({ unique_id }) => String(unique_id)).toSorted();
    expect(held.length).toBeLessThan(5000);
    expect(await identities(place, 'succeeded.csv')).toEqual(held);
    expect(await identities(place, 'failed.csv')).toHaveLength(5000 - held.length);
    await expectNothingLeft(place);
  });

  it('a second time ends at once, also while an answer never comes', async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ faults: { no_answer_after: 1 } });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(1));
    const { child, said, ended } = place.start(['bonus.csv', ...create], environmentOf(sandbox));
    await expect.poll(() => sandbox.calls(), { timeout: 60_000 }).not.toEqual([]);
    child.kill('SIGINT');
    await said('Stopping');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130 });
    expect(await readdir(place.temp)).toEqual([]);
    // The home with the unfinished job is kept.
    expect(await readdir(place.out)).toEqual(['.payferry']);
  });
});

/** No temporary file of the run is left: in its TMPDIR, beside the reports, in the home's inbox or among its drafts. */
async function expectNothingLeft({ dir, temp }: Place): Promise<void> {
  expect(await readdir(temp)).toEqual([]);
  const all = await readdir(dir, { recursive: true });
  const home = join('out', '.payferry');
  expect(
    all.filter((path) => !path.startsWith(home) && path.split('/').some((part) => part.startsWith('.'))),
  ).toEqual([]);
  expect(all.filter((path) => /payferry-inbox\/objects\/|drafts\/./.test(path))).toEqual([]);
}

async function identities({ out }: Place, file: string): Promise<readonly string[]> {
  const [job = ''] = await readdir(join(out, 'reports'));
  const text = await readFile(join(out, 'reports', job, file), 'utf8');
  const [, ...rows] = text.trim().split('\r\n');
  return rows.map((row) => row.split(',')[0] ?? '').toSorted();
}

function environmentOf({ baseUrl, appId, appSecret }: Sandbox) {
  return { FEISHU_BASE_URL: baseUrl, FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret };
}
