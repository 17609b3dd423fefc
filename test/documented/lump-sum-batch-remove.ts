import { callCodesOfExplorer } from './call-codes.ts';
import { lumpSumCodes } from './lump-sum-codes.ts';
import type { DocumentedOperation } from './types.ts';

export const lumpSumBatchRemove: DocumentedOperation = {
  name: 'lump_sum_payment.batch_remove',
  method: 'POST',
  path: '/open-apis/compensation/v1/lump_sum_payment/batch_remove',
  pages: [
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/batch_remove',
  ],
  source: 'explorer',
  scope: 'corehr:compensation.lump_sum_payment:write',
  callsPerSecond: 10,
  maxRecords: 500,
  query: [],
  body: [
    // The page states this limit. The machine copy omits it.
    { path: 'record_ids', type: 'string[]', required: false, maxItems: 500 },
    { path: 'reason', type: 'string', required: false },
  ],
  answer: [
    { path: 'id', type: 'string', required: false },
    { path: 'unique_id', type: 'string', required: false },
    { path: 'code', type: 'int', required: false },
    { path: 'message', type: 'string', required: false },
    { path: 'detail_results', type: 'object[]', required: false },
    { path: 'detail_results[].detail_id', type: 'string', required: false },
    { path: 'detail_results[].issuance_index', type: 'int', required: false },
  ],
  codes: lumpSumCodes,
  callCodes: callCodesOfExplorer,
  sampleBodies: [],
};
