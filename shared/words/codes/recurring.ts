// Words about the codes of single recurring payment records.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create

import type { RecurringCode } from '../../feishu/codes/recurring.ts';
import type { CodeWords } from './code-words.ts';
import { lumpSumWords } from './lump-sum.ts';

export const recurringWords = {
  // The page has it in its sample answer and not in its list.
  21270202: lumpSumWords[21270202],
  21280001: {
    en: 'The format of the single payment amount is incorrect',
    zh: '单次发放金额格式不正确',
    advice: {
      en: 'Write each_amount in digits, like 20.00: no thousands separator, no currency sign.',
      zh: '单次发放金额（each_amount）请只写数字，如 20.00，不带千分位和货币符号。',
    },
  },
  21280002: {
    en: 'The format of the distribution start time is incorrect',
    zh: '发放开始时间格式不正确',
    advice: { en: 'Write start_date as YYYY-MM-DD.', zh: '发放开始日期（start_date）请写成 YYYY-MM-DD。' },
  },
  21280003: {
    en: 'The format of the issuance end time is incorrect',
    zh: '发放结束时间格式不正确',
    advice: { en: 'Write end_date as YYYY-MM-DD.', zh: '发放结束日期（end_date）请写成 YYYY-MM-DD。' },
  },
  21270304: {
    en: 'No permission for recurring payment record',
    zh: '没有该经常性支付记录权限',
    advice: {
      en: 'Have the app given permission for this employee or item in Feishu People.',
      zh: '请在飞书人事中为该应用开通此员工或薪酬项的数据权限。',
    },
  },
  21270305: {
    en: 'The recurring payment type salary item does not exist',
    zh: '经常性支付类型薪酬项不存在',
    advice: {
      en: 'Take item_id from the item list; it must be a recurring payment item in use.',
      zh: '请使用薪酬项列表里的薪酬项 ID（item_id），且必须是启用中的经常性支付薪酬项。',
    },
  },
  21270306: {
    en: 'The currency does not exist',
    zh: '币种不存在',
    advice: {
      en: 'Take currency_id from the currency search of Feishu People.',
      zh: '请使用飞书人事中查询到的币种 ID（currency_id）。',
    },
  },
  21270307: {
    en: 'The distribution method does not exist',
    zh: '发放方式不存在',
    advice: {
      en: 'Set issuance_type to with_salary, with_cash, with_physical_distribution or with_year_end_bonus.',
      zh: '发放方式（issuance_type）应为随工资发放（with_salary）、现金发放（with_cash）、实物发放（with_physical_distribution）或随年终奖发放（with_year_end_bonus）。',
    },
  },
  21270308: {
    en: 'The distribution start time is greater than the distribution end time',
    zh: '发放开始时间大于发放结束时间',
    advice: {
      en: 'Put start_date and end_date in order.',
      zh: '请更正发放开始日期和结束日期：开始日期不能晚于结束日期。',
    },
  },
  21270309: {
    en: 'Employees are not covered by the remuneration rules',
    zh: '员工不在薪酬项规则适用范围之内',
    advice: {
      en: 'Use an item that covers this employee, or have its scope widened in Feishu People.',
      zh: '请换用适用于该员工的薪酬项，或在飞书人事中扩大其适用范围。',
    },
  },
  21270310: {
    en: 'The payment method does not match the salary item rules',
    zh: '发放方式不匹配薪酬项规则',
    advice: {
      en: 'Use an issuance_type that the item allows.',
      zh: '请使用该薪酬项允许的发放方式（issuance_type）。',
    },
  },
  21270311: {
    en: 'Currency mismatch compensation item rules',
    zh: '币种不匹配薪酬项规则',
    advice: { en: 'Use the currency of the item.', zh: '请使用该薪酬项的币种。' },
  },
  21270312: {
    en: 'The distribution start date is earlier than the current date and cannot be deleted',
    zh: '发放开始日期早于当前日期不可删除',
    advice: {
      en: 'It has begun and cannot be removed: end it with an update of end_date.',
      zh: '已开始发放，不能删除：请用更正操作修改发放结束日期（end_date）来终止发放。',
    },
  },
  21270313: {
    en: 'The recurring payment record does not exist',
    zh: '该经常性支付记录不存在',
    advice: {
      en: 'Look the record up in Feishu: the id is wrong, or somebody removed it.',
      zh: '请到飞书核对：ID 有误，或者记录已被删除。',
    },
  },
  21270314: {
    en: 'Payment frequency does not match the salary item',
    zh: '发放频率不匹配薪酬项',
    advice: {
      en: 'Set issuance_period to what the item says.',
      zh: '发放频率（issuance_period）请按该薪酬项填写。',
    },
  },
  21270315: {
    en: 'The distribution start date and end date overlap',
    zh: '发放开始日期和结束日期有重叠',
    advice: {
      en: 'This employee has this item already for some of these days. Look before paying it a second time.',
      zh: '该员工在其中部分日期已有该薪酬项。再次发放之前，请先核对。',
    },
  },
  21270316: {
    en: 'Issuing country is empty',
    zh: '发放国家为空',
    advice: {
      en: 'Fill in issuance_country_region_id.',
      zh: '请填写发放国家（issuance_country_region_id）。',
    },
  },
  21270317: {
    en: 'Issuing country does not exist',
    zh: '发放国家不存在',
    advice: {
      en: 'Take issuance_country_region_id from the country search of Feishu People.',
      zh: '请使用飞书人事中查询到的国家/地区 ID（issuance_country_region_id）。',
    },
  },
  21270318: {
    en: 'The single payment amount cannot be 0',
    zh: '单次发放金额不允许为0',
    advice: { en: 'Give an amount, or leave the record out.', zh: '请填写金额，或去掉这条记录。' },
  },
} as const satisfies Readonly<Record<RecurringCode, CodeWords>>;
