import type { DocumentedCode } from './types.ts';

// The pages of create and update share one list. Only the newer version of create's page has the last four codes; the
// machine copy has them for update and remove too.
export const lumpSumCodes: readonly DocumentedCode[] = [
  { code: 21270201, en: 'The bonus to be changed does not exist', zh: '要更改的奖金不存在' },
  { code: 21270202, en: 'Idempotent ID conflict', zh: '幂等id冲突' },
  { code: 21270203, en: 'The total amount format is incorrect', zh: '总金额格式不正确' },
  {
    code: 21270205,
    en: 'Only use the number of decimal places specified in the bonus item rules',
    zh: '仅限使用奖金项规则中规定的小数位数',
  },
  {
    code: 21270206,
    en: 'The sum of the bonus details does not equal the total amount',
    zh: '奖金明细金额之和不等于总金额',
  },
  { code: 21270207, en: 'issuance frequency not equal to size of details', zh: '奖金明细总数不等于发放次数' },
  { code: 21270208, en: 'The number of issuances is less than or equal to 0', zh: '发放次数小于等于0' },
  { code: 21270209, en: 'The currency is empty or does not exist', zh: '币种为空或不存在' },
  { code: 21270210, en: 'Notes are too long', zh: '备注超长' },
  { code: 21270211, en: 'The bonus details amount format is incorrect', zh: '奖金明细金额格式不正确' },
  {
    code: 21270213,
    en: 'The bonus details payment time format is incorrect',
    zh: '奖金明细的发放时间格式不正确',
  },
  { code: 21270214, en: 'The bonus details are issued in an illegal manner', zh: '奖金明细的发放方式不合法' },
  {
    code: 21270215,
    en: 'The bonus details are not in a valid payment status',
    zh: '奖金明细的发放状态不合法',
  },
  {
    code: 21270217,
    en: 'Employees are not covered by the bonus rules',
    zh: '员工不在奖金项规则适用范围之内',
  },
  {
    code: 21270218,
    en: 'The method of awarding bonus details is not covered by the bonus item rules',
    zh: '奖金明细的发放方式不在奖金项规则适用范围之内',
  },
  {
    code: 21270219,
    en: 'Bonus item rules do not support configuration of binding period',
    zh: '奖金项规则不支持配置绑定期',
  },
  {
    code: 21270220,
    en: 'The bonus details payment status is "paid", and cannot be modified',
    zh: '奖金明细发放状态为「已发放」，不支持修改',
  },
  {
    code: 21270221,
    en: 'The bonus item rules already include the currency, and other currencies cannot be specified',
    zh: '奖金项规则已包含币种，不支持指定其他币种',
  },
  { code: 21270222, en: 'The salary item does not exist', zh: '薪酬项不存在' },
  { code: 21270223, en: 'Employee does not exist', zh: '员工不存在' },
  {
    code: 21270224,
    en: 'The bonus details payment status is "paid", and deletion is not supported',
    zh: '奖金明细发放状态为「已发放」，不支持删除',
  },
  { code: 21270225, en: 'Bonus rules do not allow multiple awards', zh: '奖金项规则不允许多次发放' },
  { code: 21270226, en: 'No data permission', zh: '无数据权限' },
  {
    code: 21270227,
    en: 'Only positive integers are allowed for the binding period',
    zh: '绑定期只允许正整数',
  },
  {
    code: 21270228,
    en: 'This bonus does not currently support custom binding periods. Please configure and write according to the rules for the binding period of the salary item',
    zh: '该奖金暂不支持自定义绑定期，请按照薪酬项绑定期规则配置写入',
  },
  {
    code: 21270229,
    en: 'The application issuance date must not be later than the issuance date',
    zh: '申请发放日期不得晚于发放日期',
  },
  {
    code: 21270230,
    en: 'The application payment date format of the bonus details is incorrect',
    zh: '奖金明细的申请发放日期格式不正确',
  },
  {
    code: 21270070,
    en: 'The binding period and the ownership period start and end dates do not match',
    zh: '绑定期和所属期开始结束日期不匹配',
  },
  {
    code: 21270239,
    en: 'One time payment detail reference period start date and One time payment detail reference period end date shall be filled in or left blank at the same time. Please confirm',
    zh: '「一次性支付明细所属期开始日期」、「一次性支付明细所属期结束日期」需同时填写或同时为空,请确认',
  },
  {
    code: 21270240,
    en: 'One time payment detail reference period start date must be earlier than or equal to One time payment detail reference period end date. Please confirm',
    zh: '「一次性支付明细所属期开始日期」需早于等于「一次性支付明细结束日期」,请确认',
  },
  {
    code: 21270241,
    en: 'One time payment detail reference period must fall within the scope of One time payment record reference period. Please adjust',
    zh: '「一次性支付明细所属期」需包含在「一次性支付记录所属期」范围内,请调整',
  },
];
