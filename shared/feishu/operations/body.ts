// From records to the body of a call.

import type { JsonObject } from '../../values/json.ts';

export const recordsBody = (records: readonly JsonObject[]): JsonObject => ({ records });

/** The call has one reason: split puts only records of one reason into a batch. */
export const removeBody = (records: readonly JsonObject[]): JsonObject => {
  const reason = records[0]?.reason;
  if (records.some((record) => record.reason !== reason))
    throw new RangeError('the records have several reasons');
  const recordIds = { record_ids: records.map(({ id }) => id) };
  return reason == null || reason === '' ? recordIds : { ...recordIds, reason };
};
