// The shape of the code tables. A verdict is a lookup by (operation, layer, code) and never by `msg`: the API's own
// page says "uqniue id conflict" in its sample and "Idempotent ID conflict" in its list.

export interface Code {
  readonly en: string;
  readonly zh: string;
  /** What a person should do about it. */
  readonly advice: string;
}

/** Codes in `data.operate_results[].code`: the verdict on one record. */
export type RecordCodes = Readonly<Record<number, Code>>;

/**
 * What a code of the whole call means for its records.
 * - refused, throttled, unauthorised, barred: Feishu processed none of them.
 * - broken: the records may have been processed or not.
 */
export type CallVerdict = 'refused' | 'throttled' | 'unauthorised' | 'barred' | 'broken';

export interface CallCode extends Code {
  readonly verdict: CallVerdict;
}

export type CallCodes = Readonly<Record<number, CallCode>>;
