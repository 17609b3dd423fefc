// The frame of the batch operations: one result for each record, and one transaction for all records of a call.

import { messages, type RecordCode } from './codes.ts';
import type { Outcome } from './call-outcome.ts';
import type { RawCall } from './operation.ts';
import type { TenantState } from './tenant.ts';

export interface Verdict {
  readonly code: RecordCode;
  readonly id?: string | undefined;
  readonly unique_id?: string | undefined;
  readonly detail_results?: { detail_id: string; issuance_index: number }[];
}

/** A record to create has a unique_id, a record to change should have an id; a removal is the id itself. */
type Named = string | { id?: string | undefined; unique_id?: string };

export function runBatch<Given extends Named>(
  records: readonly Given[],
  { twist }: Pick<RawCall, 'twist'>,
  { store, switches }: TenantState,
  judge: (record: Given, index: number) => Verdict,
): Outcome {
  const operate_results = store.together(() =>
    records.map((record, index) => {
      if (twist === 'unknown_record_code' && index === 0) return onNoPage(record);
      const { code, ...named } = judge(record, index);
      return { ...named, code, message: messages[code] };
    }),
  );
  if (switches.results_order === 'reversed') operate_results.reverse();
  return { kind: 'done', data: { operate_results }, records: records.length };
}

function onNoPage(record: Named) {
  const { id, unique_id } = typeof record === 'string' ? { id: record, unique_id: undefined } : record;
  return { id, unique_id, code: 21279999, message: 'a code that stands on no page' };
}
