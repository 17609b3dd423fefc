// Words about the codes of single lump sum payment records.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import type { LumpSumCode } from '../../feishu/codes/lump-sum.ts';
import type { CodeWords } from './code-words.ts';

export const lumpSumWords = {
  21270201: {
    en: 'The bonus to be changed does not exist',
    zh: '要更改的奖金不存在',
    advice: 'Look the record up in Feishu: the id is wrong, or somebody removed it.',
  },
  21270202: {
    en: 'Idempotent ID conflict',
    zh: '幂等id冲突',
    advice:
      'A record with this unique_id is there already. Compare the two; a new payment needs a new unique_id.',
  },
  21270203: {
    en: 'The total amount format is incorrect',
    zh: '总金额格式不正确',
    advice: 'Write total_amount in digits, like 2000.00: no thousands separator, no currency sign.',
  },
  21270205: {
    en: 'Only use the number of decimal places specified in the bonus item rules',
    zh: '仅限使用奖金项规则中规定的小数位数',
    advice: 'Round the amounts to the decimal places of the bonus item.',
  },
  21270206: {
    en: 'The sum of the bonus details does not equal the total amount',
    zh: '奖金明细金额之和不等于总金额',
    advice: 'Correct total_amount or the amounts of the details until they agree.',
  },
  21270207: {
    en: 'issuance frequency not equal to size of details',
    zh: '奖金明细总数不等于发放次数',
    advice: 'Set issuance_frequency to the number of details.',
  },
  21270208: {
    en: 'The number of issuances is less than or equal to 0',
    zh: '发放次数小于等于0',
    advice: 'Give at least one detail, and issuance_frequency their number.',
  },
  21270209: {
    en: 'The currency is empty or does not exist',
    zh: '币种为空或不存在',
    advice: 'Take currency_id from the currency search of Feishu People.',
  },
  21270210: { en: 'Notes are too long', zh: '备注超长', advice: 'Shorten remark to 3000 characters.' },
  21270211: {
    en: 'The bonus details amount format is incorrect',
    zh: '奖金明细金额格式不正确',
    advice: 'Write issuance_amount in digits, like 2000.00: no thousands separator, no currency sign.',
  },
  21270213: {
    en: 'The bonus details payment time format is incorrect',
    zh: '奖金明细的发放时间格式不正确',
    advice: 'Write issuance_time as YYYY-MM-DD.',
  },
  21270214: {
    en: 'The bonus details are issued in an illegal manner',
    zh: '奖金明细的发放方式不合法',
    advice: 'Set issuance_way to with_salary, with_cash or with_year_end_bonus.',
  },
  21270215: {
    en: 'The bonus details are not in a valid payment status',
    zh: '奖金明细的发放状态不合法',
    advice: 'Set issuance_status to to_be_issued or not_issued.',
  },
  21270217: {
    en: 'Employees are not covered by the bonus rules',
    zh: '员工不在奖金项规则适用范围之内',
    advice: 'Use a bonus item that covers this employee, or have its scope widened in Feishu People.',
  },
  21270218: {
    en: 'The method of awarding bonus details is not covered by the bonus item rules',
    zh: '奖金明细的发放方式不在奖金项规则适用范围之内',
    advice: 'Use an issuance_way that the bonus item allows.',
  },
  21270219: {
    en: 'Bonus item rules do not support configuration of binding period',
    zh: '奖金项规则不支持配置绑定期',
    advice: 'Set binding_period to 0 for this bonus item.',
  },
  21270220: {
    en: 'The bonus details payment status is "paid", and cannot be modified',
    zh: '奖金明细发放状态为「已发放」，不支持修改',
    advice: 'The money is out: correct the difference with a new payment.',
  },
  21270221: {
    en: 'The bonus item rules already include the currency, and other currencies cannot be specified',
    zh: '奖金项规则已包含币种，不支持指定其他币种',
    advice: 'Use the currency of the bonus item.',
  },
  21270222: {
    en: 'The salary item does not exist',
    zh: '薪酬项不存在',
    advice: 'Take item_id from the item list; it must be a bonus item in use.',
  },
  21270223: {
    en: 'Employee does not exist',
    zh: '员工不存在',
    advice: 'Check user_id and whether it is of the kind that user_id_type says.',
  },
  21270224: {
    en: 'The bonus details payment status is "paid", and deletion is not supported',
    zh: '奖金明细发放状态为「已发放」，不支持删除',
    advice: 'The money is out: the record has to stay.',
  },
  21270225: {
    en: 'Bonus rules do not allow multiple awards',
    zh: '奖金项规则不允许多次发放',
    advice: 'This employee has this bonus already. Look before paying it a second time under another item.',
  },
  21270226: {
    en: 'No data permission',
    zh: '无数据权限',
    advice: 'Have the app given permission for this employee or bonus item in Feishu People.',
  },
  21270227: {
    en: 'Only positive integers are allowed for the binding period',
    zh: '绑定期只允许正整数',
    advice: 'Set binding_period to whole months, 0 for none.',
  },
  21270228: {
    en: 'This bonus does not currently support custom binding periods. Please configure and write according to the rules for the binding period of the salary item',
    zh: '该奖金暂不支持自定义绑定期，请按照薪酬项绑定期规则配置写入',
    advice: "Set binding_period to what the bonus item's rule says.",
  },
  21270229: {
    en: 'The application issuance date must not be later than the issuance date',
    zh: '申请发放日期不得晚于发放日期',
    advice: 'Set belong_time to the day of issuance_time or before.',
  },
  21270230: {
    en: 'The application payment date format of the bonus details is incorrect',
    zh: '奖金明细的申请发放日期格式不正确',
    advice: 'Write belong_time as YYYY-MM-DD.',
  },
  21270070: {
    en: 'The binding period and the ownership period start and end dates do not match',
    zh: '绑定期和所属期开始结束日期不匹配',
    advice: 'Make binding_period agree with the months of the reference period.',
  },
  21270239: {
    en: 'One time payment detail reference period start date and One time payment detail reference period end date shall be filled in or left blank at the same time. Please confirm',
    zh: '「一次性支付明细所属期开始日期」、「一次性支付明细所属期结束日期」需同时填写或同时为空,请确认',
    advice: "Fill in both dates of the detail's reference period, or neither.",
  },
  21270240: {
    en: 'One time payment detail reference period start date must be earlier than or equal to One time payment detail reference period end date. Please confirm',
    zh: '「一次性支付明细所属期开始日期」需早于等于「一次性支付明细结束日期」,请确认',
    advice: "Put the dates of the detail's reference period in order.",
  },
  21270241: {
    en: 'One time payment detail reference period must fall within the scope of One time payment record reference period. Please adjust',
    zh: '「一次性支付明细所属期」需包含在「一次性支付记录所属期」范围内,请调整',
    advice: "Move the detail's reference period into the record's.",
  },
} as const satisfies Readonly<Record<LumpSumCode, CodeWords>>;
