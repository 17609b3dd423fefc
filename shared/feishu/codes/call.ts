// Codes of a whole call, as the payment pages list them. They are part of each operation's entry, not of the gateway:
// on https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/item/list the two mean the opposite.

import type { CallCodes } from './code.ts';

export const paymentCallCodes = {
  2290001: {
    verdict: 'refused',
    en: 'param is invalid',
    zh: '参数异常，请检查入参',
    advice: 'Correct the field that the message names. Nothing of the call was processed.',
  },
  2290002: {
    verdict: 'broken',
    en: 'server error',
    zh: '服务端异常，请稍后重试',
    advice: 'None: the ferry looks up what became of the records and goes on.',
  },
} as const satisfies CallCodes;
