// The outcome that deliver writes for a record that Feishu accepted.

import type { BatchLine } from '../../shared/job/batch.ts';
import type { Outcome } from '../../shared/job/outcomes.ts';

export function anOutcome({ row, rows, record }: BatchLine): Outcome {
  const { unique_id, id } = record;
  const named =
    typeof unique_id === 'string' ? { unique_id, id: `74${row}` } : { id: typeof id === 'string' ? id : '' };
  return { row, rows: [...rows], ...named, status: 'created', code: 0, message: 'success' };
}
