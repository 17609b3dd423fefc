// How records become the body of a call.

import type { JsonObject } from '../../values/json.ts';

export const recordsBody = (records: readonly JsonObject[]): JsonObject => ({ records });

/** One reason for the whole call: split gives a batch the records of one reason only. */
export const removeBody = (records: readonly JsonObject[]): JsonObject => {
  const reason = records[0]?.reason;
  if (records.some((record) => record.reason !== reason))
    throw new RangeError('the records have several reasons');
  const recordIds = { record_ids: records.map(({ id }) => id) };
  return reason == null || reason === '' ? recordIds : { ...recordIds, reason };
};
