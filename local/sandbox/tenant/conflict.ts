// Answers a unique_id that is used again with code 21270202, whatever else is wrong with the record. Switches decide
// whether one counts as used that the same call has created, or that a removed record had.

import type { Verdict } from './batch.ts';
import { idOf } from './store/feishu-ids.ts';
import type { TenantState } from './tenant.ts';

export function conflictOf(
  resource: 'lump_sum' | 'recurring',
  unique_id: string,
  /** The unique_ids of the records that this call has created so far. */
  createdHere: ReadonlySet<string>,
  { store, switches }: TenantState,
): Verdict | undefined {
  if (switches.same_call_unique_id === 'both' && createdHere.has(unique_id)) return undefined;
  const key = store.keyByUniqueId(resource, unique_id);
  const taken =
    key !== undefined || (switches.removed_unique_id === 'taken' && store.wasRemoved(resource, unique_id));
  if (!taken) return undefined;
  const existing = key === undefined ? undefined : idOf(resource, key);
  const id = { absent: undefined, existing, unique_id }[switches.conflict_id];
  return { code: 21270202, id, unique_id };
}
