// A plan of a job with the state `send`.

import type { Plan } from '../shared/job/plan.ts';

export const aPlan = ({ job = 'job', batches = 1 }): Plan => ({
  v: 2,
  job,
  source: { from: 'inbox', name: 'a.csv', bytes: 1 },
  operation: 'lump_sum_payment.batch_create',
  state: 'send',
  rows: batches,
  records: batches,
  rejected_records: 0,
  totals: { by_currency: {}, uncounted: 0 },
  batches: Array.from({ length: batches }, (_, index) => ({ key: String(index), sha256: '', records: 1 })),
  rejected: [],
  lanes: 20,
  first_lane: 3,
  base_url: 'http://127.0.0.1',
  app_id: 'cli',
  planned_at: '2026-11-20T00:00:00.000Z',
});
