// Asks a question at the terminal. Only the whole word `yes`, in small or capital letters, counts as consent, in every language,
// so that no slip sends a payment.

import { createInterface } from 'node:readline/promises';

import type { Say } from '../words/say.ts';
import { shown, type Screen } from './screen.ts';

export async function saysYes(question: Say, { language }: Screen, signal: AbortSignal): Promise<boolean> {
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
    const answer = await terminal.question(shown(question, language), { signal: either });
    return answer.trim().toLowerCase() === 'yes';
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
