// Codes of a whole call, as the payment pages list them. They are part of each operation's entry, not of the gateway:
// on https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/item/list the two mean the opposite.

import type { CallCodes } from './code.ts';

export const paymentCallCodes = { 2290001: 'refused', 2290002: 'broken' } as const satisfies CallCodes;
