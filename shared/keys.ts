// Where everything stands in the records bucket. docs/architecture.md lists the keys with their writers.

const number = (index: number) => String(index).padStart(5, '0');

/** Read by the sweeper: a job that is not finished. */
export const openKey = (job: string) => `open/${job}`;
export const openPrefix = 'open/';
export const jobPrefix = (job: string) => `jobs/${job}/`;
export const planKey = (job: string) => `jobs/${job}/plan.json`;
export const sentKey = (job: string) => `jobs/${job}/sent.json`;
export const completeKey = (job: string) => `jobs/${job}/complete.json`;
export const approvedKey = (job: string) => `jobs/${job}/approved`;
export const abortKey = (job: string) => `jobs/${job}/abort`;
/** Named by content too: what a crashed attempt left under other rules can never be taken for the plan's. */
export const batchKey = (job: string, index: number, sha256: string) =>
  `jobs/${job}/batches/${number(index)}-${sha256.slice(0, 8)}.ndjson`;
export const rejectedKey = (job: string, index: number, sha256: string) =>
  `jobs/${job}/rejected/${number(index)}-${sha256.slice(0, 8)}.ndjson`;
/** Written once and whole: its presence alone means that the batch is done. */
export const outcomesKey = (job: string, batch: number) => `jobs/${job}/outcomes/${number(batch)}.ndjson`;
export const outcomesPrefix = (job: string) => `jobs/${job}/outcomes/`;
export const callBookKey = (job: string, batch: number) => `jobs/${job}/calls/${number(batch)}.json`;
/** The records as read before they were changed or removed. */
export const auditKey = (job: string, batch: number) => `audit/${job}/${number(batch)}.ndjson`;
export const reportKey = (job: string, name: string) => `reports/${job}/${name}`;
export const awaitingApprovalKey = (job: string) => `reports/${job}/awaiting_approval.json`;
export const quarantineKey = (date: string, id: string) => `quarantine/${date}/${id}.json`;

/** Who reads from a query API at this moment. No run has this name: runs begin with a time. */
export const leaseKey = (operation: string) => `exports/leases/${operation}.json`;
export const runPlanKey = (run: string) => `exports/${run}/plan.json`;
export const runFailedKey = (run: string) => `exports/${run}/failed.json`;
/** How many calls it has cost. */
export const runEffortKey = (run: string) => `exports/${run}/effort.json`;
/** Windows that were read to their end: an entry each, and beside it what it names. */
export const windowsPrefix = (run: string) => `exports/${run}/windows/`;
/** All windows of the run, once none is missing. */
export const runReadKey = (run: string) => `exports/${run}/read.json`;
export const stagedPartKey = (run: string, name: string) => `exports/${run}/parts/${name}`;
export const runStagedKey = (run: string) => `exports/${run}/staged.json`;
/** A run that is whole; Athena passes over names that begin with an underscore. */
export const snapshotPrefix = (dataset: string, dt: string, run: string) =>
  `snapshots/${dataset}/dt=${dt}/run=${run}/`;
export const latestKey = (dataset: string) => `snapshots/${dataset}/_latest.json`;

/** The job whose report this key asks for. */
export function jobOfCompletion(key: string): string | undefined {
  return /^jobs\/([^/]+)\/complete\.json$/.exec(key)?.[1];
}

/** The job that a person has approved by putting this key. */
export function jobOfApproval(key: string): string | undefined {
  return /^jobs\/([^/]+)\/approved$/.exec(key)?.[1];
}
