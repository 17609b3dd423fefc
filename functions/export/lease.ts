// Takes the lease of a query API: the right of one invocation to read from it, so that one run at a time does. The queue's
// message group sees to that. The lease holds where the queue does not: for a message that is delivered twice, or that comes
// from the dead letters under another group.

import { leaseJson } from '../../shared/run/lease.ts';
import type { ExportInvocation } from './context.ts';

export interface Lease {
  /** Ends the lease, so that the next invocation may begin at once. */
  release(): Promise<void>;
}

/**
 * Undefined while the lease of another invocation lasts, which ends with its time-out at the latest, or where another was
 * faster to take it.
 */
export async function takeLease(
  { store, clock, requestId, endsMs }: ExportInvocation,
  operation: string,
  run: string,
): Promise<Lease | undefined> {
  const found = await leaseJson.readTagged(store, { operation });
  const held = found?.content;
  if (held && held.by !== requestId && held.ends_ms > clock.now()) return undefined;
  const lease = { by: requestId, run, ends_ms: endsMs };
  const tag = await leaseJson.replace(store, { operation }, lease, found?.tag);
  if (tag === undefined) return undefined;
  return {
    async release() {
      await leaseJson.replace(store, { operation }, { ...lease, ends_ms: 0 }, tag);
    },
  };
}
