// The sandbox's own faults, by the calls that can meet them. Faults after the call was processed come twice as often.

const everyCall = [
  'throttled',
  'throttle_burst',
  'token_withdrawn',
  'quota_used_up',
  'ip_refused',
  ...['no_answer', 'cut', 'server_error', 'busy', 'unknown_code', 'html_502', 'html_200'].flatMap((name) => [
    `${name}_before`,
    `${name}_after`,
    `${name}_after`,
  ]),
  'cut_mid_answer',
  'slow_body',
  'unknown_fields',
];
const batches = ['shuffled_results', 'missing_result', 'missing_result', 'unknown_record_code'];
const pages = ['empty_page_token', 'lost_page_token'];

export const breaksTheCall = (fault: string): boolean =>
  /_before$|_after$|^cut_mid_answer$|^slow_body$/.test(fault);

/** The faults of the sandbox that a call of this API can meet. */
export function faultsFor(api: string): readonly string[] {
  return [...everyCall, ...(api.includes('.batch_') ? batches : pages)];
}
