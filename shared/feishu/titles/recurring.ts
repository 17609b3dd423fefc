// Tables of recurring payments: creates and updates.

import type { OperationTable, TableField } from './operation-table.ts';
import { countryRegionId, currencyId, itemId, remark, uniqueId, userId } from './shared-fields.ts';

const recordId = {
  cell: 'id',
  zh: ['经常性支付记录ID', '支付记录ID', '记录ID', '经常性支付ID'],
  en: ['Payment record ID', 'Record ID', 'Recurring payment ID'],
} satisfies TableField;

const eachAmount = {
  cell: 'amount',
  zh: ['每次发放金额', '单次发放金额', '每期发放金额', '每次金额', '单次金额', '发放金额', '金额'],
  en: ['Amount per issuance', 'Each amount', 'Amount per payment', 'Issuance amount', 'Amount'],
} satisfies TableField;

const startDate = {
  cell: 'date',
  zh: ['发放开始日期', '发放开始时间', '开始发放日期', '开始日期', '开始时间'],
  en: ['Start date', 'Issuance start date', 'Start time'],
} satisfies TableField;

const endDate = {
  cell: 'date',
  zh: ['发放结束日期', '发放结束时间', '结束发放日期', '结束日期', '结束时间'],
  en: ['End date', 'Issuance end date', 'End time'],
} satisfies TableField;

const issuanceType = {
  cell: 'label',
  zh: ['发放方式', '发放类型', '支付方式'],
  en: ['Issuance type', 'Issuance way', 'Issuance method', 'Payment method'],
  labels: {
    随工资发放: 'with_salary',
    现金发放: 'with_cash',
    实物发放: 'with_physical_distribution',
    随年终奖发放: 'with_year_end_bonus',
  },
} satisfies TableField;

const issuancePeriod = {
  cell: 'label',
  zh: ['发放频率', '发放周期', '支付频率'],
  en: ['Issuance period', 'Issuance frequency', 'Payment frequency', 'Frequency'],
  labels: {
    年: 'year',
    半年: 'half_year',
    季度: 'quarterly',
    双月: 'bimonthly',
    月: 'month',
    双周: 'biweekly',
    周: 'week',
    天: 'day',
    日: 'day',
    小时: 'hour',
  },
} satisfies TableField;

const both = {
  each_amount: eachAmount,
  start_date: startDate,
  end_date: endDate,
  currency_id: currencyId,
  issuance_country_region_id: countryRegionId,
};

export const recurringCreateTable: OperationTable = {
  fields: {
    unique_id: uniqueId,
    user_id: userId,
    item_id: itemId,
    ...both,
    issuance_type: { ...issuanceType, givenOnce: true },
    issuance_period: issuancePeriod,
    remark,
  },
  lists: {},
};

export const recurringUpdateTable: OperationTable = {
  fields: {
    id: recordId,
    ...both,
    issuance_type: issuanceType,
    remark: { ...remark, zh: [...remark.zh, '原因', '更正原因'], en: [...remark.en, 'Reason'] },
  },
  lists: {},
};
