// Codes of single recurring payment records, the same list for create, update and remove. shared/words/codes/recurring.ts says what
// each means.
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create

export const recurringCodes = [
  // 21270202 stands in the page's sample answer and not in its list.
  21270202, 21280001, 21280002, 21280003, 21270304, 21270305, 21270306, 21270307, 21270308, 21270309,
  21270310, 21270311, 21270312, 21270313, 21270314, 21270315, 21270316, 21270317, 21270318,
] as const;
export type RecurringCode = (typeof recurringCodes)[number];
