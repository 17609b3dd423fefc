// One run at a time per query API. The queue's message group sees to that; the lease holds where it does not: a message
// that comes twice, or from the dead letters under another group.

import * as v from 'valibot';

import { readJson } from '../../shared/values/json.ts';
import { leaseKey } from '../../shared/keys.ts';
import { json } from '../../shared/aws/store.ts';
import type { ExportInvocation } from './context.ts';

const leaseSchema = v.object({ by: v.string(), run: v.string(), ends_ms: v.number() });

export interface Lease {
  /** The next may begin at once. */
  release(): Promise<void>;
}

/** Undefined while another invocation may still be at work: it cannot outlive its time-out. */
export async function takeLease(
  { store, clock, requestId, endsMs }: ExportInvocation,
  operation: string,
  run: string,
): Promise<Lease | undefined> {
  const key = leaseKey(operation);
  const found = await store.readTagged(key);
  const held = found && v.parse(leaseSchema, readJson(found.text));
  if (held && held.by !== requestId && held.ends_ms > clock.now()) return undefined;
  const lease = { by: requestId, run, ends_ms: endsMs };
  const tag = await store.replace(key, json(lease), found?.tag);
  if (tag === undefined) return undefined;
  return {
    async release() {
      await store.replace(key, json({ ...lease, ends_ms: 0 }), tag);
    },
  };
}
