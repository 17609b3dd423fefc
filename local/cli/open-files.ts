// Checks how many files the process may open. S3, the queues and a thread for each lane need a few hundred; without
// them every step fails in another way.

import { machineSentences } from './words/machine.ts';

const least = 256;

/** A sentence about the limit. Undefined: it suffices, or the system does not tell it. */
export function fewFiles(): string | undefined {
  if (process.report === undefined) return undefined;
  // The network part of the report takes longer than the rest.
  Object.assign(process.report, { excludeNetwork: true });
  const text: unknown = process.report.getReport();
  const soft = softLimit(text);
  if (soft === undefined || soft >= least) return undefined;
  return machineSentences.few_open_files({ limit: soft, needed: least });
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
