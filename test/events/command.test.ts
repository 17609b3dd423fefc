import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { invokeLocal, tryInvokeLocal } from './invoke-local.ts';

const slowestMs = 60_000;
let temp: string;

beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'payferry-events-command-'));
});

afterAll(() => rm(temp, { recursive: true, maxRetries: 10 }));

describe('npm run events', { timeout: slowestMs }, () => {
  it('lends its world to every shell, tells what was written, and leaves nothing behind', async () => {
    const child = spawn(process.execPath, ['local/events.ts'], {
      env: { TMPDIR: temp, NODE_DISABLE_COMPILE_CACHE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const said: string[] = [];
      const lines = createInterface(child.stdout);
      lines.on('line', (line) => said.push(line));
      while (!said.some((line) => line.includes('Ctrl-C'))) await once(lines, 'line');
      expect(said).toContain('  npx serverless invoke local -f report -p events/report-sweep.json');

      const shell = { TMPDIR: temp, AWS_PROFILE: 'somebody', FEISHU_BASE_URL: 'https://open.feishu.cn' };
      expect(await invokeLocal('report-sweep.json', shell)).toContain('"step":"open_jobs"');
      expect(said).toContainEqual(
        expect.stringMatching(/^ {2}PutObject payferry-records\/jobs\/.+\/complete.json$/),
      );
    } finally {
      child.kill('SIGINT');
    }
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(await readdir(temp)).toEqual([]);
  });
});

describe('serverless invoke local', { timeout: slowestMs }, () => {
  it('without a world does nothing, and says how to have one', async () => {
    const { code, printed } = await tryInvokeLocal('report-sweep.json', { TMPDIR: temp });
    expect(code).toBe(1);
    expect(printed).toContain('run "npm run events" in another terminal');
  });
});
