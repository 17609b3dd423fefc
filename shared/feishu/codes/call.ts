// Codes of a whole call, as the payment pages list them. They stand in each operation's entry and not among the gateway's codes:
// on https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/item/list each of the two has the other's meaning.

import type { CallCodes } from './code.ts';

export const paymentCallCodes = { 2290001: 'refused', 2290002: 'broken' } as const satisfies CallCodes;
