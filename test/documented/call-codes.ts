import type { DocumentedCallCode } from './types.ts';

// On the payment endpoints 2290001 blames the request and 2290002 the server. Other lists of the same API state the
// opposite.
export const callCodes: readonly DocumentedCallCode[] = [
  { httpStatus: 400, code: 2290001, en: 'param is invalid', zh: '参数异常，请检查入参' },
  { httpStatus: 500, code: 2290002, en: 'server error', zh: '服务端异常，请稍后重试' },
];

export const callCodesOfExplorer: readonly DocumentedCallCode[] = [
  { httpStatus: 400, code: 2290001, en: 'param is invalid' },
  { httpStatus: 500, code: 2290002, en: 'server error' },
];
