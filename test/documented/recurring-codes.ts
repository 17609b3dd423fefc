import type { DocumentedCode } from './types.ts';

// Typed from create's page. The machine copy has the same numbers for update and remove, with Chinese texts only.
export const recurringCodes: readonly DocumentedCode[] = [
  {
    code: 21280001,
    en: 'The format of the single payment amount is incorrect',
    zh: '单次发放金额格式不正确',
  },
  {
    code: 21280002,
    en: 'The format of the distribution start time is incorrect',
    zh: '发放开始时间格式不正确',
  },
  { code: 21280003, en: 'The format of the issuance end time is incorrect', zh: '发放结束时间格式不正确' },
  { code: 21270304, en: 'No permission for recurring payment record', zh: '没有该经常性支付记录权限' },
  {
    code: 21270305,
    en: 'The recurring payment type salary item does not exist',
    zh: '经常性支付类型薪酬项不存在',
  },
  { code: 21270306, en: 'The currency does not exist', zh: '币种不存在' },
  { code: 21270307, en: 'The distribution method does not exist', zh: '发放方式不存在' },
  {
    code: 21270308,
    en: 'The distribution start time is greater than the distribution end time',
    zh: '发放开始时间大于发放结束时间',
  },
  {
    code: 21270309,
    en: 'Employees are not covered by the remuneration rules',
    zh: '员工不在薪酬项规则适用范围之内',
  },
  {
    code: 21270310,
    en: 'The payment method does not match the salary item rules',
    zh: '发放方式不匹配薪酬项规则',
  },
  { code: 21270311, en: 'Currency mismatch compensation item rules', zh: '币种不匹配薪酬项规则' },
  {
    code: 21270312,
    en: 'The distribution start date is earlier than the current date and cannot be deleted',
    zh: '发放开始日期早于当前日期不可删除',
  },
  { code: 21270313, en: 'The recurring payment record does not exist', zh: '该经常性支付记录不存在' },
  { code: 21270314, en: 'Payment frequency does not match the salary item', zh: '发放频率不匹配薪酬项' },
  {
    code: 21270315,
    en: 'The distribution start date and end date overlap',
    zh: '发放开始日期和结束日期有重叠',
  },
  { code: 21270316, en: 'Issuing country is empty', zh: '发放国家为空' },
  { code: 21270317, en: 'Issuing country does not exist', zh: '发放国家不存在' },
  { code: 21270318, en: 'The single payment amount cannot be 0', zh: '单次发放金额不允许为0' },
];
