// One JSON line a step. What goes in: job, operation, counts, times, codes, log ids. What never does: names, amounts,
// remarks, tokens.

import { PlainError } from './errors.ts';

export type Log = (
  step: string,
  facts?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export const consoleLog: Log = (step, facts) => {
  console.log(JSON.stringify({ step, ...facts }));
};

/** What kind of error and where. Its text only if it is our own: a parser's quotes what it has read. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const kind = error instanceof PlainError ? `${error.name}: ${error.message}` : error.name;
  return [kind, ...frames.map((frame) => frame.trim())].join(' ');
}

/** Node's code of the error, like ECONNREFUSED, or else its name, like AccessDenied; none of its words. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : error.name;
}
