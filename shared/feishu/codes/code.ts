// The form of the code tables. What a code means depends on the operation and on where it stands (the whole call or one record),
// and never on `msg`: the API's own page says "uqniue id conflict" in its sample and "Idempotent ID conflict" in its list.

/** Codes in `data.operate_results[].code` that say that the record is refused. 0 says that it is done; another code is unknown. */
export type RecordCodes = readonly number[];

/**
 * What a code of the whole call means for its records.
 * - refused, throttled, unauthorised, barred: Feishu processed none of them.
 * - broken: the records may have been processed or not.
 */
export type CallVerdict = 'refused' | 'throttled' | 'unauthorised' | 'barred' | 'broken';

export type CallCodes = Readonly<Record<number, CallVerdict>>;
