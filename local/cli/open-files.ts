// How many files this process may have open. S3, the queues and a thread for each lane need a few hundred of them, and
// where they run out in the middle nothing can be told apart any more.

const least = 256;

/** What is in the way, in a sentence; undefined also where the system does not say. */
export function fewFiles(): string | undefined {
  if (process.report === undefined) return undefined;
  // What it says of the network takes longer than all the rest.
  Object.assign(process.report, { excludeNetwork: true });
  const text: unknown = process.report.getReport();
  const soft = softLimit(text);
  if (soft === undefined || soft >= least) return undefined;
  return `only ${soft} files may be open at once here, and ${least} are needed: say "ulimit -n 1024" first`;
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
