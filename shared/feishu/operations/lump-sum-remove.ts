import { paymentCallCodes } from '../codes/call.ts';
import { lumpSumCodes } from '../codes/lump-sum.ts';
import type { WriteOperation } from '../operation.ts';
import { anyText, longIdentity, object, optional } from '../rules/fields.ts';
import { lumpSumResult } from './answers.ts';
import { badParameter } from '../rules/fault.ts';
import { lookUpsOf } from '../slots.ts';
import { removeBody } from './body.ts';
import { lumpSumCompared } from './compared.ts';
import { lumpSumQuery } from './lump-sum-query.ts';

export const lumpSumRemove = {
  kind: 'write',
  name: 'lump_sum_payment.batch_remove',
  method: 'POST',
  path: '/open-apis/compensation/v1/lump_sum_payment/batch_remove',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/batch_remove',
  ],
  scope: 'corehr:compensation.lump_sum_payment:write',
  callsPerSecond: 10,
  recordsPerCall: 500,
  lanes: 1,
  query: {},
  record: object({ id: longIdentity, reason: optional(anyText) }),
  rules: [],
  identity: 'id',
  amount: undefined,
  sharedField: 'reason',
  done: 'removed',
  repeatedCode: badParameter,
  compared: lumpSumCompared,
  body: removeBody,
  result: lumpSumResult,
  codes: lumpSumCodes,
  callCodes: paymentCallCodes,
  recovery: {
    query: lumpSumQuery,
    filter: 'ids',
    kind: 'absence',
    conflictCodes: [21270201],
    needsBeforeImage: () => true,
    slots: lookUpsOf.removes,
  },
} satisfies WriteOperation;
