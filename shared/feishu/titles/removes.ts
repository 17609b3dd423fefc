// Tables of records that are to be removed.

import type { OperationTable, TableField } from './operation-table.ts';

const reason = {
  cell: 'text',
  zh: ['原因', '删除原因', '移除原因'],
  en: ['Reason', 'Removal reason', 'Reason for removal'],
} satisfies TableField;

const recordId = (zh: TableField['zh'], en: TableField['en']): TableField => ({
  cell: 'id',
  zh: [...zh, '支付记录ID', '记录ID', '需要删除的记录ID', '待删除记录ID'],
  en: [...en, 'Payment record ID', 'Record ID'],
});

export const lumpSumRemoveTable: OperationTable = {
  fields: { id: recordId(['一次性支付记录ID'], ['One-time payment ID']), reason },
  lists: {},
};

export const recurringRemoveTable: OperationTable = {
  fields: { id: recordId(['经常性支付记录ID'], ['Recurring payment ID']), reason },
  lists: {},
};
