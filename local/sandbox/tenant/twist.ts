// Faults that leave the answer of a call well-formed, but not as the pages promise.

import type { FaultName } from '../gateway/fault-table.ts';

type Data = Record<string, unknown>;

/** By fault, a function that returns the changed data of an answer. Undefined: the data has nothing to change. */
const twists: Partial<Record<FaultName, (data: Data) => Data | undefined>> = {
  // The results are rotated by one, not reversed, because the switch `results_order=reversed` would undo that.
  shuffled_results: (data) => {
    const [first, ...rest] = resultsOf(data);
    return rest.length > 0 ? { ...data, operate_results: [...rest, first] } : undefined;
  },
  // batch.ts has refused the first record already. Here a record only has to exist.
  unknown_record_code: (data) => (resultsOf(data).length > 0 ? data : undefined),
  missing_result: (data) => {
    const results = resultsOf(data);
    if (results.length === 0) return undefined;
    return { ...data, operate_results: results.toSpliced(Math.floor(results.length / 2), 1) };
  },
  unknown_fields: (data) => ({
    ...Object.fromEntries(Object.entries(data).map(([name, value]) => [name, grow(value)])),
    sandbox_field: 'nobody has heard of it',
  }),
  empty_page_token: (data) => (data['has_more'] === true ? undefined : { ...data, page_token: '' }),
  lost_page_token: (data) => ({ ...data, has_more: true, page_token: '' }),
};

export const twistData = (data: Data, twist: FaultName | undefined): Data | undefined =>
  twist && twists[twist]?.(data);

const resultsOf = (data: Data): unknown[] => {
  const results = data['operate_results'];
  return Array.isArray(results) ? results : [];
};

const grow = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((entry: object) => ({ ...entry, sandbox_field: { nested: [1] } })) : value;
