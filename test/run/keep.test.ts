import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { watchInbox } from '../../local/run/inbox.ts';
import { bonusFile } from './bonus-file.ts';
import { aPlace } from './command.ts';

describe('--keep', () => {
  it('prints every endpoint, carries what is dropped, and nothing answers any more when it has ended', async () => {
    await using place = await aPlace();
    const { child, said, ended } = place.start(['--keep']);
    const started = await said('Ctrl-C ends it.');
    const endpoints = [...started.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
    expect(new Set(endpoints).size).toBe(3);
    for (const url of endpoints) await expect(fetch(url)).resolves.toBeDefined();

    const folder = join(place.dir, 'inbox/lump_sum_payment/batch_create/user_id_type=user_id');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'bonus.csv'), bonusFile([{}, {}]));
    await writeFile(join(place.dir, 'inbox', 'lost.csv'), bonusFile([{}]));
    await said(/paid {2}row 3/);
    await said('lost.csv: say what it asks for');

    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stderr: '' });
    for (const url of endpoints) await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(await readdir(place.temp)).toEqual([]);
  }, 60_000);
});

describe('the watched folder', () => {
  it('gives a file once, and only when it has stopped growing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'payferry-inbox-'));
    const file = join(folder, 'bonus.csv');
    const inbox = watchInbox(folder);
    await writeFile(file, 'half');
    expect(await inbox.look()).toEqual([]);
    expect(await inbox.look()).toEqual([]);
    await appendFile(file, ' and half');
    expect(await inbox.look()).toEqual([]);
    expect(await inbox.look()).toEqual([]);
    expect(await inbox.look()).toEqual([file]);
    expect(await inbox.look()).toEqual([]);
    await appendFile(file, ', and more');
    await inbox.look();
    await inbox.look();
    expect(await inbox.look()).toEqual([file]);
    await rm(folder, { recursive: true });
  });

  it('leaves what is hidden, empty, or named as unfinished', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'payferry-inbox-'));
    const inbox = watchInbox(folder);
    for (const name of ['.bonus.csv', '~$bonus.csv', 'bonus.csv.part'])
      await writeFile(join(folder, name), 'x');
    await writeFile(join(folder, 'empty.csv'), '');
    for (let looks = 0; looks < 4; looks += 1) expect(await inbox.look()).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
