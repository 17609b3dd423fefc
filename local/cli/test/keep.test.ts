import { appendFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { watchInbox } from '../inbox/watch-inbox.ts';
import { bonusFile } from './bonus-file.ts';
import { render } from '../words/render.ts';
import { aPlace } from './payferry-process.ts';

describe('--keep', () => {
  it('prints every endpoint, carries what is dropped, and nothing answers any more when it has ended', async () => {
    await using place = await aPlace();
    const { child, said, ended } = place.start(['--keep']);
    const started = await said('Ctrl-C ends it.');
    const endpoints = [...started.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
    expect(new Set(endpoints).size).toBe(3);
    for (const url of endpoints) await expect(fetch(url)).resolves.toBeDefined();
    // The printed key opens the S3, and another key does not.
    const [, endpoint = '', accessKeyId = ''] = /S3 +(\S+) .*access key (\S+)/.exec(started) ?? [];
    const list = (key: string) =>
      new S3Client({
        endpoint,
        region: 'us-east-1',
        forcePathStyle: true,
        credentials: { accessKeyId: key, secretAccessKey: 'any' },
      }).send(new ListObjectsV2Command({ Bucket: 'payferry-inbox' }));
    await expect(list(accessKeyId)).resolves.toMatchObject({ KeyCount: 0 });
    await expect(list('guessed')).rejects.toThrow('does not exist');

    const folder = join(place.dir, 'inbox/lump_sum_payment/batch_create/user_id_type=user_id');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'bonus.csv'), bonusFile([{}, {}]));
    await writeFile(join(place.dir, 'inbox', 'lost.csv'), bonusFile([{}]));
    await said(/paid {2}row 3/);
    // A link to itself is told, and must not stop the other files.
    await symlink(join(folder, 'round'), join(folder, 'round'));
    await writeFile(join(folder, 'more.csv'), bonusFile([{}, {}, {}, {}]).replaceAll('bonus-', 'more-'));
    await said(/paid {2}row 5/);
    await said('is a link: put the file itself there');
    await said('lost.csv: say what it asks for');

    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stderr: '' });
    for (const url of endpoints) await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(await readdir(place.temp)).toEqual([]);
  }, 120_000);
});

describe('the watched folder', () => {
  it('gives a file once, and only when it has stopped growing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'payferry-inbox-'));
    const file = join(folder, 'bonus.csv');
    const inbox = watchInbox(folder);
    await writeFile(file, 'half');
    expect((await inbox.look()).whole).toEqual([]);
    expect((await inbox.look()).whole).toEqual([]);
    await appendFile(file, ' and half');
    expect((await inbox.look()).whole).toEqual([]);
    expect((await inbox.look()).whole).toEqual([]);
    expect((await inbox.look()).whole).toEqual([file]);
    expect((await inbox.look()).whole).toEqual([]);
    await appendFile(file, ', and more');
    await inbox.look();
    await inbox.look();
    expect((await inbox.look()).whole).toEqual([file]);
    await rm(folder, { recursive: true });
  });

  it('tells a link and an empty file, each once, and goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'payferry-inbox-'));
    const inbox = watchInbox(folder);
    await writeFile(join(folder, 'bonus.csv'), 'whole');
    await writeFile(join(folder, 'empty.csv'), '');
    await symlink(join(folder, 'bonus.csv'), join(folder, 'link.csv'));
    const looks = [];
    for (let n = 0; n < 25; n += 1) looks.push(await inbox.look());
    const told = looks.flatMap(({ sentences }) => sentences);
    expect(told.map((sentence) => render(sentence, 'en'))).toEqual([
      expect.stringContaining('link.csv is a link: put the file itself there'),
      expect.stringContaining('empty.csv is empty'),
    ]);
    expect(looks.flatMap(({ whole }) => whole)).toEqual([join(folder, 'bonus.csv')]);
    await rm(folder, { recursive: true });
    const [gone = ''] = (await inbox.look()).sentences;
    expect([render(gone, 'en')]).toEqual([
      expect.stringContaining('cannot be read: it is not there (ENOENT)'),
    ]);
    expect((await inbox.look()).sentences).toEqual([]);
  });

  it('leaves what is hidden, empty, or named as unfinished', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'payferry-inbox-'));
    const inbox = watchInbox(folder);
    for (const name of ['.bonus.csv', '~$bonus.csv', 'bonus.csv.part'])
      await writeFile(join(folder, name), 'x');
    await writeFile(join(folder, 'empty.csv'), '');
    for (let looks = 0; looks < 4; looks += 1) expect((await inbox.look()).whole).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
