// The faults: when each strikes, on which calls, how it spoils the answer, and a sentence that describes it.

import { tokenApi, type AnyApi } from '../endpoints.ts';

/** The way in which a fault spoils the answer. */
export type Spoil =
  | 'no_answer'
  | 'cut'
  | 'cut_mid_answer'
  | 'slow_body'
  | 'server_error'
  | 'busy'
  | 'unknown_code'
  | 'html_502'
  | 'html_200';

interface Fault {
  /**
   * refuse: the gateway refuses the call, which is not processed. before: the call is spoilt and not processed. after:
   * the call is processed, then spoilt. answer: the call is processed, and the fault changes its good answer.
   */
  readonly when: 'refuse' | 'before' | 'after' | 'answer';
  readonly on: 'every call' | 'API calls' | 'batches' | 'pages';
  readonly spoil?: Spoil;
  readonly says: string;
}

const before = (spoil: Spoil, says: string): Fault => ({ when: 'before', on: 'every call', spoil, says });
const after = (spoil: Spoil, says: string): Fault => ({ when: 'after', on: 'every call', spoil, says });

const table = {
  throttled: { when: 'refuse', on: 'API calls', says: '429 although the rate was kept.' },
  throttle_burst: {
    when: 'refuse',
    on: 'API calls',
    says: '429 for this call and every call of the same API and app in the next `throttle_ms`.',
  },
  token_withdrawn: {
    when: 'refuse',
    on: 'API calls',
    says: "99991663, and all the app's tokens end at once.",
  },
  quota_used_up: {
    when: 'refuse',
    on: 'API calls',
    says: "99991403: the tenant's monthly quota is used up.",
  },
  ip_refused: { when: 'refuse', on: 'API calls', says: '99991401: the IP is not allowed.' },
  no_answer_before: before('no_answer', 'Never answered, not processed.'),
  no_answer_after: after('no_answer', 'Never answered, but processed.'),
  cut_before: before('cut', 'Connection cut, not processed.'),
  cut_after: after('cut', 'Connection cut, but processed.'),
  cut_mid_answer: after('cut_mid_answer', 'Processed; connection cut in the middle of the answer.'),
  server_error_before: before('server_error', 'HTTP 500 with 2290002 (2290001 on lists), not processed.'),
  server_error_after: after('server_error', 'The same, but processed.'),
  busy_before: before('busy', 'HTTP 500 with 2200, a code that asks for a later retry; not processed.'),
  busy_after: after('busy', 'The same, but processed.'),
  unknown_code_before: before(
    'unknown_code',
    'HTTP 400 with 2299999, which stands on no page; not processed.',
  ),
  unknown_code_after: after('unknown_code', 'The same, but processed.'),
  html_502_before: before('html_502', 'HTTP 502 with the HTML page of a proxy; not processed.'),
  html_502_after: after('html_502', 'The same, but processed.'),
  html_200_before: before('html_200', 'HTTP 200 with HTML (a login page in between); not processed.'),
  html_200_after: after('html_200', 'The same, but processed.'),
  slow_body: after('slow_body', 'The answer drips over `slow_body_ms`.'),
  shuffled_results: { when: 'answer', on: 'batches', says: '`operate_results` come in another order.' },
  missing_result: {
    when: 'answer',
    on: 'batches',
    says: 'One of `operate_results` is missing; its record was processed.',
  },
  unknown_record_code: {
    when: 'answer',
    on: 'batches',
    says: 'The first record is refused with 21279999, which stands on no page.',
  },
  unknown_fields: {
    when: 'answer',
    on: 'API calls',
    says: 'Data and every record carry a field nobody has heard of.',
  },
  empty_page_token: { when: 'answer', on: 'pages', says: 'The last page carries `page_token: ""`.' },
  repeated_page: {
    when: 'answer',
    on: 'pages',
    says: 'A later page has the records of the first page again; its `page_token` and `has_more` are its own.',
  },
  lost_page_token: { when: 'answer', on: 'pages', says: '`has_more: true` with `page_token: ""`.' },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof table;
export const faultTable: Readonly<Record<FaultName, Fault>> = table;
export const isFault = (name: string): name is FaultName => Object.hasOwn(faultTable, name);
export const faultNames = Object.keys(faultTable).filter(isFault);

export function canHappen(fault: FaultName, api: AnyApi): boolean {
  const { on } = faultTable[fault];
  if (on === 'batches') return api.includes('.batch_');
  if (on === 'pages') return /query|list|search/.test(api);
  return on === 'every call' || api !== tokenApi;
}
