// Tables of lump sum payments: creates and updates.

import type { OperationTable, TableField, TableList } from './operation-table.ts';
import { countryRegionId, currencyId, itemId, remark, uniqueId, userId } from './shared-fields.ts';

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

const issuanceAmount = {
  cell: 'amount',
  zh: ['发放金额', '明细金额', '明细发放金额', '一次性支付明细发放金额'],
  en: ['Issuance amount', 'Detail amount', 'Issued amount'],
} satisfies TableField;

const issuanceStatus = {
  cell: 'label',
  zh: ['发放状态', '明细发放状态'],
  en: ['Issuance status', 'Payment status'],
  labels: { 应发放: 'to_be_issued', 不发放: 'not_issued' },
} satisfies TableField;

const issuanceWay = {
  cell: 'label',
  zh: ['发放方式', '明细发放方式', '支付方式'],
  en: ['Issuance way', 'Issuance method', 'Payment method'],
  labels: { 随工资发放: 'with_salary', 现金发放: 'with_cash', 随年终奖发放: 'with_year_end_bonus' },
} satisfies TableField;

const issuanceTime = {
  cell: 'date',
  zh: ['发放日期', '发放时间', '明细发放日期', '明细发放时间'],
  en: ['Issuance date', 'Issuance time', 'Payment date', 'Pay date'],
} satisfies TableField;

const belongTime = {
  cell: 'date',
  zh: ['申请发放日期', '申请发放时间'],
  en: ['Requested issuance date', 'Applied issuance date', 'Belong time'],
} satisfies TableField;

const payGroupId = {
  cell: 'id',
  zh: ['发放薪资组ID', '薪资组ID', '发薪组ID'],
  en: ['Issuance pay group ID', 'Pay group ID'],
} satisfies TableField;

const detailPeriodStart = {
  cell: 'date',
  zh: ['明细所属期开始日期', '明细所属期开始', '明细所属期起', '一次性支付明细所属期开始日期'],
  en: ['Detail reference period start date', 'Detail period start date'],
} satisfies TableField;

const detailPeriodEnd = {
  cell: 'date',
  zh: ['明细所属期结束日期', '明细所属期结束', '明细所属期止', '一次性支付明细所属期结束日期'],
  en: ['Detail reference period end date', 'Detail period end date'],
} satisfies TableField;

const notIssuedDueToOffboarding = {
  cell: 'label',
  zh: ['是否因离职不发放', '因离职不发放', '离职不发放'],
  en: ['Not issued due to offboarding', 'Is not issued due to offboarding'],
  labels: { 是: '1', 否: '2', 空或不适用: '0', 不适用: '0' },
} satisfies TableField;

const issuanceIndex = {
  cell: 'int',
  zh: ['发放次序', '发放序号'],
  en: ['Issuance index', 'Issuance order'],
} satisfies TableField;

const detailId = {
  cell: 'id',
  zh: ['明细ID', '发放明细ID', '支付明细ID', '一次性支付记录明细ID'],
  en: ['Detail ID', 'Issuance detail ID'],
} satisfies TableField;

const detailTitles = ['明细', '发放明细', 'detail'] satisfies TableList['titles'];

const detailFields = {
  issuance_amount: issuanceAmount,
  issuance_status: issuanceStatus,
  issuance_way: issuanceWay,
  issuance_time: issuanceTime,
  belong_time: belongTime,
  issuance_country_region_id: countryRegionId,
  issuance_pay_group_id: payGroupId,
  detail_reference_period_start_date: detailPeriodStart,
  detail_reference_period_end_date: detailPeriodEnd,
  is_not_issued_due_to_offboarding: notIssuedDueToOffboarding,
};

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
  lists: {
    details: {
      titles: detailTitles,
      fields: {
        ...detailFields,
        issuance_amount: { ...issuanceAmount, derived: { from: 'record', field: 'total_amount' } },
        issuance_status: { ...issuanceStatus, givenOnce: true },
        issuance_way: { ...issuanceWay, givenOnce: true },
        belong_time: { ...belongTime, givenOnce: true },
        issuance_index: issuanceIndex,
      },
    },
  },
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
  lists: { details: { titles: detailTitles, fields: { id: detailId, ...detailFields } } },
};
