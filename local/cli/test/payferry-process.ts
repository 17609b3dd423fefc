// Runs the command as a person does: in a process of its own. Its environment has no FEISHU_ variables unless the test
// gives some.

import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

type Variables = Readonly<Record<string, string>>;

/** Path of the program `payferry`. */
export const payferry = join(root, 'local/payferry.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** All output so far, as soon as it has this text. Throws if the process ends without it. */
  readonly said: (text: string | RegExp) => Promise<string>;
  readonly ended: Promise<Ended>;
}

export interface Place extends AsyncDisposable {
  readonly dir: string;
  readonly out: string;
  /** TMPDIR of the process. A test looks there for what was left behind. */
  readonly temp: string;
  /** Starts what `npm start -- …` starts, without npm, in `dir`. `run` also waits for its end. */
  start(args: readonly string[], environment?: Variables, more?: SpawnOptions): Running;
  run(args: readonly string[], environment?: Variables): Promise<Ended>;
  /** Runs npm itself, in the project's folder, to its end. */
  npmStart(args: readonly string[], environment?: Variables): Promise<Ended>;
  /** Runs `payferry …` to its end. */
  payferry(args: readonly string[], environment?: Variables): Promise<Ended>;
  /** Starts any program in the same folder and environment. */
  program(command: string, args: readonly string[], environment?: Variables, more?: SpawnOptions): Running;
}

export async function aPlace(): Promise<Place> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-run-'));
  const temp = join(dir, 'temp');
  await mkdir(temp);
  const children: ChildProcess[] = [];

  function begin(
    command: string,
    args: readonly string[],
    cwd: string,
    more: Variables = {},
    options: SpawnOptions = {},
  ): Running {
    // eslint-disable-next-line node/no-process-env -- a command needs its path
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH, HOME, TMPDIR: temp, NODE_DISABLE_COMPILE_CACHE: '1', ...more };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    children.push(child);
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
    const said = async (text: string | RegExp) => {
      const has = () => (typeof text === 'string' ? stdout.includes(text) : text.test(stdout));
      while (!has()) {
        const over = await Promise.race([
          child.stdout ? once(child.stdout, 'data').then(() => false) : true,
          ended.then(() => !has()),
        ]);
        if (over) throw new Error(`it ended without saying ${String(text)}:\n${stdout}\n${stderr}`);
      }
      return stdout;
    };
    return { child, said, ended };
  }

  const start: Place['start'] = (args, environment, more) =>
    begin(process.execPath, [payferry, 'start', ...args], dir, environment, more);
  return {
    dir,
    out: join(dir, 'out'),
    temp,
    start,
    run: (args, environment) => start(args, environment).ended,
    payferry: (args, environment) => begin(process.execPath, [payferry, ...args], dir, environment).ended,
    program: (command, args, environment, more) => begin(command, args, dir, environment, more),
    npmStart: (args, environment) =>
      begin('npm', ['start', '--silent', '--', ...args], root, environment).ended,
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill('SIGKILL');
      await rm(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
