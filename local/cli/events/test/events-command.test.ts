import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { cloneProject, type Clone } from './clone.ts';
import { invokeLocal, tryInvokeLocal } from './invoke-local.ts';

const slowestMs = 120_000;
let clone: Clone;
let settings: string;

beforeAll(async () => {
  clone = await cloneProject();
  settings = join(clone.cache, 'events.env');
}, slowestMs);
afterAll(() => clone[Symbol.asyncDispose]());
beforeEach(async () => {
  await rm(clone.cache, { recursive: true, force: true });
  await mkdir(clone.cache, { recursive: true });
});

type Command = ChildProcessByStdio<null, Readable, Readable>;

const command = (): Command =>
  spawn(process.execPath, ['local/cli/events.ts'], {
    cwd: clone.dir,
    env: { NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Waits until the world is up. Returns the lines that the command has printed, an array that goes on growing. */
async function saidBy(child: Command): Promise<readonly string[]> {
  const said: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => said.push(line));
  while (!said.some((line) => line.includes('Ctrl-C'))) await once(lines, 'line');
  return said;
}

const rightsOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('npm run events', { timeout: slowestMs }, () => {
  it('lends its world to every shell, tells what was written, and leaves nothing behind', async () => {
    const child = command();
    try {
      const said = await saidBy(child);
      expect(said).toContain('  npx serverless invoke local -f report -p events/report-sweep.json');

      const shell = { AWS_PROFILE: 'somebody', FEISHU_BASE_URL: 'https://open.feishu.cn' };
      expect(await invokeLocal('report-sweep.json', shell, clone.dir)).toContain('"step":"open_jobs"');
      expect(said).toContainEqual(
        expect.stringMatching(/^ {2}PutObject payferry-records\/jobs\/.+\/complete.json$/),
      );
    } finally {
      child.kill('SIGINT');
    }
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(await readdir(clone.cache)).toEqual([]);
  });

  it('keeps its world and the key to it from other users, in the clone', async () => {
    await chmod(clone.cache, 0o777);
    const child = command();
    try {
      await saidBy(child);
      const entries = (await readdir(clone.cache)).toSorted();
      expect(entries).toEqual([expect.stringMatching(/^events-/), 'events.env']);
      const paths = [clone.cache, ...entries.map((name) => join(clone.cache, name))];
      expect(await Promise.all(paths.map(rightsOf))).toEqual(['700', '700', '600']);
      const { AWS_ACCESS_KEY_ID = '', AWS_ENDPOINT_URL_S3 = '' } = parseEnv(await readFile(settings, 'utf8'));
      expect(AWS_ACCESS_KEY_ID).toMatch(/^[0-9a-f]{40}$/);
      expect((await fetch(`${AWS_ENDPOINT_URL_S3}/payferry-inbox?list-type=2`)).status).toBe(403);
    } finally {
      child.kill('SIGHUP');
    }
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(await readdir(clone.cache)).toEqual([]);
  });

  it('writes its settings anew, and never through a link that lies in their place', async () => {
    const elsewhere = join(clone.dir, 'somebody-elses');
    await writeFile(elsewhere, 'as it was');
    await symlink(elsewhere, settings);
    const child = command();
    try {
      await saidBy(child);
      expect((await lstat(settings)).isFile()).toBe(true);
      expect(await readFile(elsewhere, 'utf8')).toBe('as it was');
    } finally {
      child.kill('SIGTERM');
    }
    await once(child, 'close');
    expect(await readdir(clone.cache)).toEqual([]);
  });

  it('does not start where a link leads its folder away, and says so in a sentence', async () => {
    const elsewhere = join(clone.dir, 'elsewhere');
    await mkdir(elsewhere);
    await rm(clone.cache, { recursive: true });
    await symlink(elsewhere, clone.cache);
    const child = command();
    const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(said).toMatch(/^\S+payferry is no folder: remove it, and start again\.\n$/);
    expect(child.exitCode).toBe(3);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('ends quietly when what reads its words has gone, and leaves nothing behind', async () => {
    const child = command();
    const errors = text(child.stderr);
    child.stdout.destroy();
    await once(child, 'close');
    expect([child.exitCode, await errors]).toEqual([130, '']);
    expect(await readdir(clone.cache)).toEqual([]);
  });
});

describe('serverless invoke local', { timeout: slowestMs }, () => {
  const refusal = async () => {
    const { code, printed } = await tryInvokeLocal('report-sweep.json', {}, clone.dir);
    expect(code).toBe(1);
    return printed.replaceAll(/\s+/g, ' ');
  };

  it('without a world does nothing, and says how to have one', async () => {
    expect(await refusal()).toContain('run "npm run events" in another terminal');
  });

  it('believes no settings that others can read or write', async () => {
    await writeFile(settings, 'RECORDS_BUCKET=payferry-records\n');
    await chmod(settings, 0o644);
    expect(await refusal()).toContain('events.env can be read or written by other users.');
  });

  it('follows no link to settings', async () => {
    const own = join(clone.dir, 'own.env');
    await writeFile(own, 'RECORDS_BUCKET=payferry-records\n', { mode: 0o600 });
    await symlink(own, settings);
    expect(await refusal()).toContain('events.env is a link, or no file.');
  });

  // Only root can give files away.
  it.runIf(process.getuid?.() === 0)('believes no settings of another user', async () => {
    await writeFile(settings, 'RECORDS_BUCKET=payferry-records\n', { mode: 0o600 });
    await chown(settings, 65_534, 65_534);
    expect(await refusal()).toContain('events.env belongs to another user.');
  });
});
