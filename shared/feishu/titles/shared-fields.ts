// Fields that lump sum and recurring payments have alike.

import type { TableField } from './operation-table.ts';

export const uniqueId = {
  cell: 'id',
  zh: [
    '唯一标识',
    '唯一ID',
    '唯一编码',
    '业务唯一标识',
    '幂等ID',
    '外部幂等ID',
    '外部幂等标识',
    '外部唯一标识',
  ],
  en: ['Unique ID', 'External ID', 'External idempotent ID', 'Idempotency key', 'Idempotent ID'],
} satisfies TableField;

export const userId = {
  cell: 'id',
  zh: ['员工ID', '用户ID', '人员ID', '雇员ID', '员工标识'],
  en: ['User ID', 'Employee ID'],
} satisfies TableField;

export const itemId = {
  cell: 'id',
  zh: ['薪酬项ID', '薪资项ID', '薪酬项目ID', '薪资项目ID', '薪酬项标识', '薪资项标识'],
  en: ['Compensation item ID', 'Compensation component ID', 'Item ID', 'Pay item ID'],
} satisfies TableField;

export const currencyId = {
  cell: 'id',
  zh: ['币种ID', '货币ID', '币种标识', '发放币种ID'],
  en: ['Currency ID'],
} satisfies TableField;

export const countryRegionId = {
  cell: 'id',
  zh: ['发放国家ID', '发放国家/地区ID', '发放国家地区ID', '发放地区ID', '国家/地区ID'],
  en: ['Issuance country/region ID', 'Issuance country ID', 'Country/region ID', 'Country ID'],
} satisfies TableField;

export const remark = {
  cell: 'text',
  zh: ['备注', '备注说明', '备注信息'],
  en: ['Remark', 'Remarks'],
} satisfies TableField;
