// Words about the codes of a whole call, as the payment pages list them.

import type { paymentCallCodes } from '../../feishu/codes/call.ts';
import type { CodeWords } from './code-words.ts';

export const paymentCallWords = {
  2290001: {
    en: 'param is invalid',
    zh: '参数异常，请检查入参',
    advice: {
      en: 'Correct the field that the message names. Nothing of the call was processed.',
      zh: '请更正说明中指出的字段。该次提交的记录均未处理。',
    },
  },
  2290002: {
    en: 'server error',
    zh: '服务端异常，请稍后重试',
    advice: {
      en: 'None: Payferry looks up what became of the records and goes on.',
      zh: '无需处理：Payferry 会查明这些记录的结果并继续。',
    },
  },
} as const satisfies Readonly<Record<keyof typeof paymentCallCodes, CodeWords>>;
