// Runs `serverless invoke local` for a sample event, in a process of its own, as a person does with npx.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');
const serverless = resolve(root, 'node_modules/serverless/bin/serverless.js');

/** Output and errors in one text. Throws if the exit code is not 0. */
export async function invokeLocal(
  file: string,
  environment: Readonly<Record<string, string>>,
  clone = root,
): Promise<string> {
  const { code, printed } = await tryInvokeLocal(file, environment, clone);
  if (code !== 0) throw new Error(`${file}: exit code ${code}\n${printed}`);
  return printed;
}

export async function tryInvokeLocal(
  file: string,
  environment: Readonly<Record<string, string>>,
  clone: string,
): Promise<{ readonly code: number | null; readonly printed: string }> {
  // eslint-disable-next-line node/no-process-env -- a command needs its path
  const { PATH = '', HOME = '' } = process.env;
  const [name = ''] = file.split('-');
  const args = [serverless, 'invoke', 'local', '-f', name, '-p', `events/${file}`];
  const child = spawn(process.execPath, args, {
    cwd: clone,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, printed: stdout + stderr };
}
