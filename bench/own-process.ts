// Runs a script in a process of its own, so that its memory and start-up are measured alone. Answers with its message.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

import * as v from 'valibot';

export interface OwnProcess {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  /** A message for the script once it runs. Undefined: none. */
  readonly message?: object;
}

export async function inItsOwnProcess<Answer extends v.GenericSchema>(
  script: string,
  answer: Answer,
  { args = [], env = {}, execArgv = [], message }: OwnProcess = {},
): Promise<v.InferOutput<Answer>> {
  // The function's logs are no part of the bench, so they are discarded.
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = fork(script, args, { env, execArgv: [...execArgv], stdio: [...stdio] });
  const exited = once(child, 'exit');
  if (message !== undefined) child.send(message);
  const [told]: unknown[] = await Promise.race([once(child, 'message'), exited]);
  await exited;
  return v.parse(answer, told);
}

/**
 * The processor time and peak memory of this process since its start. Unlike wall-clock time, the first hardly grows on a busy
 * machine.
 */
export function spent(): { readonly cpuMs: number; readonly peakRssBytes: number } {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakRssBytes: peakKb() * 1024 };
}

/** On Linux maxRSS also counts memory that the parent held when it forked, so VmHWM is read there. */
function peakKb(): number {
  const status = '/proc/self/status';
  const told = existsSync(status)
    ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
    : undefined;
  return told === undefined ? process.resourceUsage().maxRSS : Number(told);
}
