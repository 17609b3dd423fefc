import { lumpSumCodes } from './lump-sum-codes.ts';
import type { DocumentedOperation } from './types.ts';

export const lumpSumBatchUpdate: DocumentedOperation = {
  name: 'lump_sum_payment.batch_update',
  method: 'POST',
  path: '/open-apis/compensation/v1/lump_sum_payment/batch_update',
  pages: [
    'https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_update',
    'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/lump_sum_payment/batch_update',
  ],
  source: 'page',
  scope: 'corehr:compensation.lump_sum_payment:write',
  callsPerSecond: 10,
  maxRecords: 500,
  query: [],
  body: [
    { path: 'id', type: 'string', required: false, maxChars: 255 },
    { path: 'total_amount', type: 'string', required: true, maxChars: 255 },
    { path: 'binding_period', type: 'int', required: false, range: [0, 2147483647] },
    { path: 'currency_id', type: 'string', required: true, maxChars: 255 },
    { path: 'issuance_frequency', type: 'int', required: true, range: [0, 2147483647] },
    { path: 'remark', type: 'string', required: false, maxChars: 3000 },
    { path: 'reference_period_start_date', type: 'string', required: false, maxChars: 255 },
    { path: 'reference_period_end_date', type: 'string', required: false, maxChars: 255 },
    { path: 'details', type: 'object[]', required: true, maxItems: 2147483647 },
    { path: 'details[].id', type: 'string', required: false, maxChars: 255 },
    { path: 'details[].issuance_amount', type: 'string', required: false, maxChars: 255 },
    {
      path: 'details[].issuance_status',
      type: 'string',
      required: false,
      maxChars: 255,
      values: ['to_be_issued', 'not_issued'],
    },
    {
      path: 'details[].issuance_way',
      type: 'string',
      required: false,
      values: ['with_salary', 'with_cash', 'with_year_end_bonus'],
    },
    { path: 'details[].issuance_time', type: 'string', required: false, maxChars: 255 },
    { path: 'details[].belong_time', type: 'string', required: false, maxChars: 255 },
    { path: 'details[].issuance_country_region_id', type: 'string', required: false, maxChars: 255 },
    { path: 'details[].issuance_pay_group_id', type: 'string', required: false, maxChars: 255 },
    {
      path: 'details[].detail_reference_period_start_date',
      type: 'string',
      required: false,
      source: 'explorer',
    },
    {
      path: 'details[].detail_reference_period_end_date',
      type: 'string',
      required: false,
      source: 'explorer',
    },
    {
      path: 'details[].is_not_issued_due_to_offboarding',
      type: 'int',
      required: false,
      values: [0, 1, 2],
      source: 'explorer',
    },
    { path: 'binding_period_decimal', type: 'string', required: false, source: 'explorer' },
    { path: 'operation_source', type: 'string', required: false, source: 'explorer' },
  ],
  answer: [
    { path: 'id', type: 'string', required: false },
    { path: 'unique_id', type: 'string', required: false },
    { path: 'code', type: 'int', required: false },
    { path: 'message', type: 'string', required: false },
    { path: 'detail_results', type: 'object[]', required: false, source: 'explorer' },
    { path: 'detail_results[].detail_id', type: 'string', required: false, source: 'explorer' },
    { path: 'detail_results[].issuance_index', type: 'int', required: false, source: 'explorer' },
  ],
  codes: lumpSumCodes,
  callCodes: [
    { httpStatus: 400, code: 2290001, en: 'param is invalid', zh: '参数异常，请检查入参格式' },
    { httpStatus: 500, code: 2290002, en: 'server error', zh: '服务端异常，请稍后重试' },
  ],
  sampleBodies: [
    {
      records: [
        {
          id: '7397033607132351532',
          total_amount: '2000.00',
          binding_period: 2,
          currency_id: '6863329932261459464',
          issuance_frequency: 3,
          remark: '该员工奖金数据不正确，予以更正',
          reference_period_start_date: '2024-08-01',
          reference_period_end_date: '2024-08-01',
          details: [
            {
              id: '7395133551102200876',
              issuance_amount: '2000.00',
              issuance_status: 'to_be_issued',
              issuance_way: 'with_salary',
              issuance_time: '2024-08-20',
              belong_time: '2025-01-20',
              issuance_country_region_id: '6862995757234914824',
              issuance_pay_group_id: '6862995757234914824',
            },
          ],
        },
      ],
    },
  ],
  sampleAnswer: {
    code: 0,
    msg: 'success',
    data: {
      operate_results: [
        {
          id: '7390583861280556588',
          unique_id: '7390583861280556588',
          code: 21270202,
          message: 'uqniue id conflict',
        },
      ],
    },
  },
};
