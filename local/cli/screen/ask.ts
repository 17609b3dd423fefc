// Asks a question at the terminal. Only the whole word `yes`, in small or capital letters, counts as consent, so that no
// slip sends a payment.

import { createInterface } from 'node:readline/promises';

export async function saysYes(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // A terminal in raw mode passes Ctrl-C to readline instead of sending SIGINT.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new AbortController();
  terminal.on('close', () => ended.abort());
  // A terminal that is closed during the question counts as no.
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
