// The log: one JSON line for each step of the work, and what may be told of an error. Callers give it jobs, operations, counts,
// times, codes and log ids, and never names of people, amounts, remarks or tokens.

import { PlainError } from './errors.ts';

export type Log = (
  step: string,
  facts?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export const consoleLog: Log = (step, facts) => {
  console.log(JSON.stringify({ step, ...facts }));
};

/** The error's name and its stack, with its text only if it is a PlainError: a parser's text quotes what it has read. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const kind = error instanceof PlainError ? `${error.name}: ${error.message}` : error.name;
  return [kind, ...frames.map((frame) => frame.trim())].join(' ');
}

/** The error's code if it looks like one of Node's, as ECONNREFUSED does; else its name, like AccessDenied. Never its text. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : error.name;
}
