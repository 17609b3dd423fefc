// Calls the `aws` command line, and reads its JSON. The AWS SDKs of Scheduler, IAM, Lambda, CloudFormation, Logs and
// CloudWatch would be six more dependencies for one program.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** AWS refused, or the command line could not be run. `code` is AWS's own, like AccessDenied. */
export class AwsRefused extends Error {
  override readonly name = 'AwsRefused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A command like `sqs create-queue`, and its options without region and output. Answers with the JSON, or undefined where
 * the command prints nothing.
 */
export type Aws = (
  command: string,
  options?: Readonly<Record<string, string | readonly string[]>>,
) => Promise<unknown>;

/**
 * The child is in a process group of its own. Ctrl-C then does not reach it: a call that is killed half-way leaves
 * open whether it made something.
 */
export function createAws(region: string): Aws {
  return async (command, options = {}) => {
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, ...[value].flat()]);
    const args = [...command.split(' '), ...flags, '--region', region, '--output', 'json'];
    const child = spawn('aws', args, {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    try {
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
      if (child.exitCode === 0) return stdout.trim() === '' ? undefined : JSON.parse(stdout);
      throw refusal(stderr);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new AwsRefused('NoCommandLine', 'there is no program aws on the PATH');
      throw error;
    }
  };
}

function refusal(stderr: string): AwsRefused {
  const [, code, message] = /An error occurred \(([^)]+)\) when calling [^:]+: ?([^]*)/.exec(stderr) ?? [];
  const line = (message ?? stderr).trim().split('\n')[0] ?? '';
  return new AwsRefused(code ?? 'Unknown', code === undefined ? line : `${code}: ${line}`);
}

/** The error's code; empty for an error that is not AWS's. */
export function codeOf(error: unknown): string {
  if (error instanceof AwsRefused) return error.code;
  return error instanceof Error ? error.name : '';
}
