// The faults that leave a call processed and its answer well-formed, but not what the pages promise.
import type { FaultName } from '../gateway/fault-table.ts';

type Data = Record<string, unknown>;

const twists: Partial<Record<FaultName, (data: Data) => Data>> = {
  shuffled_results: (data) => ({ ...data, operate_results: resultsOf(data).toReversed() }),
  missing_result: (data) => {
    const results = resultsOf(data);
    return { ...data, operate_results: results.toSpliced(Math.floor(results.length / 2), 1) };
  },
  unknown_fields: (data) => ({
    ...Object.fromEntries(Object.entries(data).map(([name, value]) => [name, grow(value)])),
    sandbox_field: 'nobody has heard of it',
  }),
  empty_page_token: (data) => (data['has_more'] === true ? data : { ...data, page_token: '' }),
  lost_page_token: (data) => ({ ...data, has_more: true, page_token: '' }),
};

export const twistData = (data: Data, twist: FaultName | undefined): Data =>
  (twist && twists[twist]?.(data)) ?? data;

const resultsOf = (data: Data): unknown[] => {
  const results = data['operate_results'];
  return Array.isArray(results) ? results : [];
};

const grow = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((entry: object) => ({ ...entry, sandbox_field: { nested: [1] } })) : value;
