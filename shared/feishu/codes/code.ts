// The form of the code tables. A verdict is a lookup by (operation, layer, code) and never by `msg`: the API's own page says
// "uqniue id conflict" in its sample and "Idempotent ID conflict" in its list.

/** Codes in `data.operate_results[].code`: the verdict on one record. Another code is unknown. */
export type RecordCodes = readonly number[];

/**
 * What a code of the whole call means for its records.
 * - refused, throttled, unauthorised, barred: Feishu processed none of them.
 * - broken: the records may have been processed or not.
 */
export type CallVerdict = 'refused' | 'throttled' | 'unauthorised' | 'barred' | 'broken';

export type CallCodes = Readonly<Record<number, CallVerdict>>;
