// Runs a query over stored records: filter, page, and the records as the app may see them.

import { viewerOf, type Viewer } from '../field-scopes.ts';
import type { UserIdType } from '../directory.ts';
import { userIdTypeShape, type Call } from '../operation.ts';
import { badParameter, type Outcome } from '../call-outcome.ts';
import { onePage, pageQuery } from '../paging.ts';
import { objectOf } from '../shape.ts';
import { grouped } from '../store/filter.ts';
import { pageOfKeys, type Source } from '../store/page.ts';
import type { TenantState } from '../tenant.ts';
import type { Filter } from './filters.ts';

export const recordQuery = objectOf({ ...pageQuery(500), user_id_type: userIdTypeShape });
interface RecordQuery {
  readonly page_size: number;
  readonly page_token: string | undefined;
  readonly user_id_type: UserIdType;
}

export function runQuery(
  call: Call<RecordQuery, unknown>,
  tenant: TenantState,
  source: Source,
  filter: Filter,
  show: (key: number, viewer: Viewer) => Record<string, unknown> | undefined,
): Outcome {
  filter.freshFrom(call.nowMs, tenant.switches.fresh_record_seconds);
  if (filter.conditions === 'bad') return badParameter(call.api);
  const groups = grouped(tenant.store.db, filter.conditions, source.employee);
  const viewer = viewerOf(call.app, call.query.user_id_type, tenant.directory);
  return onePage(call, {
    name: 'records',
    keysAfter: (after, limit) => pageOfKeys(tenant.store, source, groups, after, limit),
    entries: (keys) => keys.map((key) => show(key, viewer)),
  });
}
