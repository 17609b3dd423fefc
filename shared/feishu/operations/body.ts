// Makes the body of a write call out of its records.

import type { JsonObject } from '../../values/json.ts';

export const recordsBody = (records: readonly JsonObject[]): JsonObject => ({ records });

/** A call has one reason for all of its records, so split puts records with different reasons into different batches. */
export const removeBody = (records: readonly JsonObject[]): JsonObject => {
  const reasons = new Set(records.map(reasonOf));
  if (reasons.size > 1) throw new RangeError('the records have several reasons');
  const [reason = ''] = reasons;
  const recordIds = { record_ids: records.map(({ id }) => id) };
  return reason === '' ? recordIds : { ...recordIds, reason };
};

/** A reason that is absent, null or empty is no reason: split tells no two of them apart. */
function reasonOf({ reason }: JsonObject): string {
  return typeof reason === 'string' ? reason : '';
}
