// Checks how many files the process may open. S3, the queues and a thread for each lane need up to a few hundred. With
// fewer, steps fail in ways that do not show the cause.

import { say, type Say } from './words/say.ts';

const least = 256;

/** A sentence about a limit that is too low. Undefined: the limit suffices, or Node does not tell it. */
export function fewFiles(): Say | undefined {
  if (process.report === undefined) return undefined;
  // Leaves the network out, which takes longer than the rest of the report.
  Object.assign(process.report, { excludeNetwork: true });
  const text: unknown = process.report.getReport();
  const soft = softLimit(text);
  if (soft === undefined || soft >= least) return undefined;
  return say('machine.few_open_files', { limit: soft, needed: least });
}

function softLimit(report: unknown): number | undefined {
  const limits = fieldOf(fieldOf(report, 'userLimits'), 'open_files');
  const soft = fieldOf(limits, 'soft');
  return typeof soft === 'number' ? soft : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
