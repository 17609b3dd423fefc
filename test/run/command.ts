// Runs the command as a person does: in a process of its own, with an environment that says nothing of Feishu.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** When it has said this. */
  readonly said: (text: string | RegExp) => Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface Place extends AsyncDisposable {
  readonly dir: string;
  readonly out: string;
  /** The only place for what must not be left behind. */
  readonly temp: string;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Running;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  npmStart(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
}

export async function aPlace(): Promise<Place> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-run-'));
  const temp = join(dir, 'temp');
  await mkdir(temp);
  const children: ChildProcess[] = [];

  function begin(command: string, args: readonly string[], cwd: string, more = {}): Running {
    // eslint-disable-next-line node/no-process-env -- a command needs its path
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, TMPDIR: temp, NODE_DISABLE_COMPILE_CACHE: '1', ...more };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
    const said = async (text: string | RegExp) => {
      const has = () => (typeof text === 'string' ? stdout.includes(text) : text.test(stdout));
      while (!has()) {
        const over = await Promise.race([
          once(child.stdout, 'data').then(() => false),
          ended.then(() => !has()),
        ]);
        if (over) throw new Error(`it ended without saying ${String(text)}:\n${stdout}\n${stderr}`);
      }
      return stdout;
    };
    return { child, said, ended };
  }

  const start: Place['start'] = (args, environment) =>
    begin(process.execPath, [join(root, 'local/run.ts'), ...args], dir, environment);
  return {
    dir,
    out: join(dir, 'out'),
    temp,
    start,
    run: (args, environment) => start(args, environment).ended,
    npmStart: (args, environment) =>
      begin('npm', ['start', '--silent', '--', ...args], root, environment).ended,
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill('SIGKILL');
      await rm(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
