// Makes the body of a write call out of its records.

import type { JsonObject } from '../../values/json.ts';

export const recordsBody = (records: readonly JsonObject[]): JsonObject => ({ records });

/** A call has one reason for all of its records, so split puts records with different reasons into different batches. */
export const removeBody = (records: readonly JsonObject[]): JsonObject => {
  const reason = records[0]?.reason;
  if (records.some((record) => record.reason !== reason))
    throw new RangeError('the records have several reasons');
  const recordIds = { record_ids: records.map(({ id }) => id) };
  return reason == null || reason === '' ? recordIds : { ...recordIds, reason };
};
