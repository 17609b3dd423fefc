// Words about the codes of single lump sum payment records.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

import type { LumpSumCode } from '../../feishu/codes/lump-sum.ts';
import type { CodeWords } from './code-words.ts';

export const lumpSumWords = {
  21270201: {
    en: 'The bonus to be changed does not exist',
    zh: '要更改的奖金不存在',
    advice: {
      en: 'Look the record up in Feishu: the id is wrong, or somebody removed it.',
      zh: '请到飞书核对：ID 有误，或者记录已被删除。',
    },
  },
  21270202: {
    en: 'Idempotent ID conflict',
    zh: '幂等id冲突',
    advice: {
      en: 'A record with this unique_id is there already. Compare the two; a new payment needs a new unique_id.',
      zh: '飞书里已有相同 unique_id 的记录。请比对两者；如果是另一笔发放，请换一个新的 unique_id。',
    },
  },
  21270203: {
    en: 'The total amount format is incorrect',
    zh: '总金额格式不正确',
    advice: {
      en: 'Write total_amount in digits, like 2000.00: no thousands separator, no currency sign.',
      zh: '总金额（total_amount）请只写数字，如 2000.00，不带千分位和货币符号。',
    },
  },
  21270205: {
    en: 'Only use the number of decimal places specified in the bonus item rules',
    zh: '仅限使用奖金项规则中规定的小数位数',
    advice: {
      en: 'Round the amounts to the decimal places of the bonus item.',
      zh: '请按奖金项规定的小数位数填写金额。',
    },
  },
  21270206: {
    en: 'The sum of the bonus details does not equal the total amount',
    zh: '奖金明细金额之和不等于总金额',
    advice: {
      en: 'Correct total_amount or the amounts of the details until they agree.',
      zh: '请更正总金额或明细金额，使两者一致。',
    },
  },
  21270207: {
    en: 'issuance frequency not equal to size of details',
    zh: '奖金明细总数不等于发放次数',
    advice: {
      en: 'Set issuance_frequency to the number of details.',
      zh: '请把发放次数（issuance_frequency）改为明细的条数。',
    },
  },
  21270208: {
    en: 'The number of issuances is less than or equal to 0',
    zh: '发放次数小于等于0',
    advice: {
      en: 'Give at least one detail, and issuance_frequency their number.',
      zh: '请至少填写一条明细，并把发放次数（issuance_frequency）写成明细的条数。',
    },
  },
  21270209: {
    en: 'The currency is empty or does not exist',
    zh: '币种为空或不存在',
    advice: {
      en: 'Take currency_id from the currency search of Feishu People.',
      zh: '请使用飞书人事中查询到的币种 ID（currency_id）。',
    },
  },
  21270210: {
    en: 'Notes are too long',
    zh: '备注超长',
    advice: { en: 'Shorten remark to 3000 characters.', zh: '请把备注（remark）缩短到 3000 个字符以内。' },
  },
  21270211: {
    en: 'The bonus details amount format is incorrect',
    zh: '奖金明细金额格式不正确',
    advice: {
      en: 'Write issuance_amount in digits, like 2000.00: no thousands separator, no currency sign.',
      zh: '发放金额（issuance_amount）请只写数字，如 2000.00，不带千分位和货币符号。',
    },
  },
  21270213: {
    en: 'The bonus details payment time format is incorrect',
    zh: '奖金明细的发放时间格式不正确',
    advice: { en: 'Write issuance_time as YYYY-MM-DD.', zh: '发放日期（issuance_time）请写成 YYYY-MM-DD。' },
  },
  21270214: {
    en: 'The bonus details are issued in an illegal manner',
    zh: '奖金明细的发放方式不合法',
    advice: {
      en: 'Set issuance_way to with_salary, with_cash or with_year_end_bonus.',
      zh: '发放方式（issuance_way）应为随工资发放（with_salary）、现金发放（with_cash）或随年终奖发放（with_year_end_bonus）。',
    },
  },
  21270215: {
    en: 'The bonus details are not in a valid payment status',
    zh: '奖金明细的发放状态不合法',
    advice: {
      en: 'Set issuance_status to to_be_issued or not_issued.',
      zh: '发放状态（issuance_status）应为应发放（to_be_issued）或不发放（not_issued）。',
    },
  },
  21270217: {
    en: 'Employees are not covered by the bonus rules',
    zh: '员工不在奖金项规则适用范围之内',
    advice: {
      en: 'Use a bonus item that covers this employee, or have its scope widened in Feishu People.',
      zh: '请换用适用于该员工的奖金项，或在飞书人事中扩大其适用范围。',
    },
  },
  21270218: {
    en: 'The method of awarding bonus details is not covered by the bonus item rules',
    zh: '奖金明细的发放方式不在奖金项规则适用范围之内',
    advice: {
      en: 'Use an issuance_way that the bonus item allows.',
      zh: '请使用该奖金项允许的发放方式（issuance_way）。',
    },
  },
  21270219: {
    en: 'Bonus item rules do not support configuration of binding period',
    zh: '奖金项规则不支持配置绑定期',
    advice: {
      en: 'Set binding_period to 0 for this bonus item.',
      zh: '该奖金项的绑定期（binding_period）请填 0。',
    },
  },
  21270220: {
    en: 'The bonus details payment status is "paid", and cannot be modified',
    zh: '奖金明细发放状态为「已发放」，不支持修改',
    advice: {
      en: 'The money is out: correct the difference with a new payment.',
      zh: '款项已发放：请另录一笔来调整差额。',
    },
  },
  21270221: {
    en: 'The bonus item rules already include the currency, and other currencies cannot be specified',
    zh: '奖金项规则已包含币种，不支持指定其他币种',
    advice: { en: 'Use the currency of the bonus item.', zh: '请使用该奖金项的币种。' },
  },
  21270222: {
    en: 'The salary item does not exist',
    zh: '薪酬项不存在',
    advice: {
      en: 'Take item_id from the item list; it must be a bonus item in use.',
      zh: '请使用薪酬项列表里的薪酬项 ID（item_id），且必须是启用中的奖金项。',
    },
  },
  21270223: {
    en: 'Employee does not exist',
    zh: '员工不存在',
    advice: {
      en: 'Check user_id and whether it is of the kind that user_id_type says.',
      zh: '请检查员工 ID（user_id），以及其类型是否与 user_id_type 一致。',
    },
  },
  21270224: {
    en: 'The bonus details payment status is "paid", and deletion is not supported',
    zh: '奖金明细发放状态为「已发放」，不支持删除',
    advice: { en: 'The money is out: the record has to stay.', zh: '款项已发放：该记录必须保留。' },
  },
  21270225: {
    en: 'Bonus rules do not allow multiple awards',
    zh: '奖金项规则不允许多次发放',
    advice: {
      en: 'This employee has this bonus already. Look before paying it a second time under another item.',
      zh: '该员工已有这项奖金。换用其他奖金项再发之前，请先核对。',
    },
  },
  21270226: {
    en: 'No data permission',
    zh: '无数据权限',
    advice: {
      en: 'Have the app given permission for this employee or bonus item in Feishu People.',
      zh: '请在飞书人事中为该应用开通此员工或奖金项的数据权限。',
    },
  },
  21270227: {
    en: 'Only positive integers are allowed for the binding period',
    zh: '绑定期只允许正整数',
    advice: {
      en: 'Set binding_period to whole months, 0 for none.',
      zh: '绑定期（binding_period）请填整月数，没有绑定期则填 0。',
    },
  },
  21270228: {
    en: 'This bonus does not currently support custom binding periods. Please configure and write according to the rules for the binding period of the salary item',
    zh: '该奖金暂不支持自定义绑定期，请按照薪酬项绑定期规则配置写入',
    advice: {
      en: "Set binding_period to what the bonus item's rule says.",
      zh: '绑定期（binding_period）请按该奖金项的规则填写。',
    },
  },
  21270229: {
    en: 'The application issuance date must not be later than the issuance date',
    zh: '申请发放日期不得晚于发放日期',
    advice: {
      en: 'Set belong_time to the day of issuance_time or before.',
      zh: '请把申请发放日期（belong_time）改为发放日期（issuance_time）当天或更早。',
    },
  },
  21270230: {
    en: 'The application payment date format of the bonus details is incorrect',
    zh: '奖金明细的申请发放日期格式不正确',
    advice: { en: 'Write belong_time as YYYY-MM-DD.', zh: '申请发放日期（belong_time）请写成 YYYY-MM-DD。' },
  },
  21270070: {
    en: 'The binding period and the ownership period start and end dates do not match',
    zh: '绑定期和所属期开始结束日期不匹配',
    advice: {
      en: 'Make binding_period agree with the months of the reference period.',
      zh: '请使绑定期（binding_period）与所属期的月数一致。',
    },
  },
  21270239: {
    en: 'One time payment detail reference period start date and One time payment detail reference period end date shall be filled in or left blank at the same time. Please confirm',
    zh: '「一次性支付明细所属期开始日期」、「一次性支付明细所属期结束日期」需同时填写或同时为空,请确认',
    advice: {
      en: "Fill in both dates of the detail's reference period, or neither.",
      zh: '明细所属期的两个日期要么都填，要么都不填。',
    },
  },
  21270240: {
    en: 'One time payment detail reference period start date must be earlier than or equal to One time payment detail reference period end date. Please confirm',
    zh: '「一次性支付明细所属期开始日期」需早于等于「一次性支付明细结束日期」,请确认',
    advice: {
      en: "Put the dates of the detail's reference period in order.",
      zh: '请更正明细所属期的两个日期：开始日期不能晚于结束日期。',
    },
  },
  21270241: {
    en: 'One time payment detail reference period must fall within the scope of One time payment record reference period. Please adjust',
    zh: '「一次性支付明细所属期」需包含在「一次性支付记录所属期」范围内,请调整',
    advice: {
      en: "Move the detail's reference period into the record's.",
      zh: '请把明细的所属期改到记录的所属期之内。',
    },
  },
} as const satisfies Readonly<Record<LumpSumCode, CodeWords>>;
