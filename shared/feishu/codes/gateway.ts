// Codes that Feishu's gateway answers with in place of the API, the same for every operation, and those of the token endpoint.
// shared/words/codes/gateway.ts says what each means.
// https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code

import type { CallCodes } from './code.ts';

/** The code for a scope that the app lacks. Deliver needs it by name: records that the app may not read cannot be looked up. */
export const scopeMissing = 99991672;

export const gatewayCodes = {
  99991400: 'throttled',
  99991661: 'unauthorised',
  99991663: 'unauthorised',
  99991664: 'unauthorised',
  99991665: 'unauthorised',
  99991668: 'unauthorised',
  99991671: 'unauthorised',
  99991662: 'barred',
  99991672: 'barred',
  99991673: 'barred',
  99991401: 'barred',
  99991403: 'barred',
  99992402: 'refused',
  99992351: 'refused',
  99992359: 'refused',
  99992360: 'refused',
  99992361: 'refused',
  99992363: 'refused',
  99992364: 'refused',
  99992381: 'refused',
  1500: 'broken',
  1663: 'broken',
  1668: 'broken',
  2200: 'broken',
  5000: 'broken',
  10101: 'broken',
  10500: 'broken',
} as const satisfies CallCodes;

/**
 * Codes of the token endpoint alone, with HTTP 200 or 400: the code decides.
 * https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export const tokenCodes = {
  10003: 'barred',
  10005: 'barred',
  10012: 'barred',
  10013: 'barred',
  10014: 'barred',
  10015: 'barred',
  99991543: 'barred',
} as const satisfies CallCodes;
