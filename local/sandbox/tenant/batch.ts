// The frame of the batch operations: one result a record, all records of a call in one transaction.
import { messages } from './codes.ts';
import type { RecordCode } from './codes.ts';
import type { Outcome } from './outcome.ts';
import type { RawCall } from './operation.ts';
import type { TenantState } from './tenant.ts';

export type Verdict = {
  code: RecordCode;
  id?: string | undefined;
  unique_id?: string | undefined;
  detail_results?: { detail_id: string; issuance_index: number }[];
};

export function runBatch<T>(
  records: readonly T[],
  { twist }: Pick<RawCall, 'twist'>,
  { store, switches }: TenantState,
  judge: (record: T, index: number) => Verdict,
): Outcome {
  const operate_results = store.together(() =>
    records.map((record, index) => {
      if (twist === 'unknown_record_code' && index === 0) return { code: 21_279_999, message: 'on no page' };
      const { code, ...named } = judge(record, index);
      return { ...named, code, message: messages[code] };
    }),
  );
  if (switches.results_order === 'reversed') operate_results.reverse();
  return { kind: 'done', data: { operate_results }, records: records.length };
}
