// A question at the terminal. Only the whole word goes: nobody types it by accident.

import { createInterface } from 'node:readline/promises';

export async function saysYes(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // In its own mode a terminal hands Ctrl-C to whoever reads.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new AbortController();
  terminal.on('close', () => ended.abort());
  // A terminal that is closed at the question has not said yes.
  terminal.on('error', () => ended.abort());
  if (process.stdin.listenerCount('error') === 0) process.stdin.on('error', () => undefined);
  try {
    const either = AbortSignal.any([signal, ended.signal]);
    return (await terminal.question(question, { signal: either })).trim().toLowerCase() === 'yes';
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
