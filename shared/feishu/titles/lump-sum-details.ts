// The details of lump sum payments in tables.

import type { TableField, TableList } from './operation-table.ts';
import { countryRegionId } from './shared-fields.ts';

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

export const createDetails: TableList = {
  titles: detailTitles,
  fields: {
    ...detailFields,
    issuance_amount: { ...issuanceAmount, derived: { from: 'record', field: 'total_amount' } },
    issuance_status: { ...issuanceStatus, givenOnce: true },
    issuance_way: { ...issuanceWay, givenOnce: true },
    belong_time: { ...belongTime, givenOnce: true },
    issuance_index: issuanceIndex,
  },
};

export const updateDetails: TableList = {
  titles: detailTitles,
  fields: { id: detailId, ...detailFields },
};
