// Tables of lump sum payments: creates and updates.

import { createDetails, updateDetails } from './lump-sum-details.ts';
import type { OperationTable, TableField } from './operation-table.ts';
import { currencyId, itemId, remark, uniqueId, userId } from './shared-fields.ts';

const recordId = {
  cell: 'id',
  zh: ['一次性支付记录ID', '支付记录ID', '记录ID', '一次性支付ID'],
  en: ['Payment record ID', 'Record ID', 'One-time payment ID', 'Lump sum payment ID'],
} satisfies TableField;

const totalAmount = {
  cell: 'amount',
  zh: ['总金额', '发放总金额', '支付总金额', '奖金总金额', '奖金总额', '发放总额', '奖金金额', '金额'],
  en: ['Total amount', 'Amount', 'Bonus amount', 'Payment amount'],
} satisfies TableField;

const bindingPeriod = {
  cell: 'int',
  zh: ['绑定期', '绑定期(月)', '绑定期(月数)', '绑定期月数', '绑定月数'],
  en: ['Binding period', 'Binding period (months)', 'Binding months'],
} satisfies TableField;

const bindingPeriodDecimal = {
  cell: 'text',
  zh: ['绑定期带小数', '绑定期(小数)', '绑定期(带小数)', '绑定期小数'],
  en: ['Binding period with decimals', 'Binding period (decimal)'],
} satisfies TableField;

const issuanceFrequency = {
  cell: 'int',
  zh: ['发放次数', '发放总次数', '发放期数'],
  en: ['Number of issuances', 'Issuance frequency', 'Number of payments', 'Issuance count'],
} satisfies TableField;

const periodStart = {
  cell: 'date',
  zh: ['所属期开始日期', '所属期开始', '所属期起始日期', '所属期起', '一次性支付记录所属期开始日期'],
  en: ['Reference period start date', 'Reference period start', 'Period start date'],
} satisfies TableField;

const periodEnd = {
  cell: 'date',
  zh: ['所属期结束日期', '所属期结束', '所属期截止日期', '所属期止', '一次性支付记录所属期结束日期'],
  en: ['Reference period end date', 'Reference period end', 'Period end date'],
} satisfies TableField;

const operationSource = { cell: 'text', zh: ['操作来源'], en: ['Operation source'] } satisfies TableField;

export const lumpSumCreateTable: OperationTable = {
  fields: {
    unique_id: uniqueId,
    user_id: userId,
    total_amount: {
      ...totalAmount,
      derived: {
        from: 'sum',
        list: 'details',
        field: 'issuance_amount',
        unsure: { field: 'issuance_status', value: 'not_issued' },
      },
    },
    binding_period: { ...bindingPeriod, givenOnce: true },
    currency_id: currencyId,
    issuance_frequency: { ...issuanceFrequency, derived: { from: 'count', list: 'details' } },
    item_id: itemId,
    reference_period_start_date: periodStart,
    reference_period_end_date: periodEnd,
    remark,
    binding_period_decimal: bindingPeriodDecimal,
  },
  lists: { details: createDetails },
};

export const lumpSumUpdateTable: OperationTable = {
  fields: {
    id: recordId,
    total_amount: totalAmount,
    binding_period: bindingPeriod,
    currency_id: currencyId,
    issuance_frequency: issuanceFrequency,
    remark,
    reference_period_start_date: periodStart,
    reference_period_end_date: periodEnd,
    binding_period_decimal: bindingPeriodDecimal,
    operation_source: operationSource,
  },
  lists: { details: updateDetails },
};
