// The codes of single records in an answer, and their messages, as the pages list them.

// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create
const lumpSum = {
  0: 'Success',
  21270070: 'The binding period and the ownership period start and end dates do not match',
  21270201: 'The bonus to be changed does not exist',
  21270202: 'Idempotent ID conflict',
  21270203: 'The total amount format is incorrect',
  21270205: 'Only use the number of decimal places specified in the bonus item rules',
  21270206: 'The sum of the bonus details does not equal the total amount',
  21270207: 'issuance frequency not equal to size of details',
  21270208: 'The number of issuances is less than or equal to 0',
  21270209: 'The currency is empty or does not exist',
  21270210: 'Notes are too long',
  21270211: 'The bonus details amount format is incorrect',
  21270213: 'The bonus details payment time format is incorrect',
  21270214: 'The bonus details are issued in an illegal manner',
  21270215: 'The bonus details are not in a valid payment status',
  21270217: 'Employees are not covered by the bonus rules',
  21270218: 'The method of awarding bonus details is not covered by the bonus item rules',
  21270219: 'Bonus item rules do not support configuration of binding period',
  21270220: 'The bonus details payment status is "paid", and cannot be modified',
  21270221: 'The bonus item rules already include the currency, and other currencies cannot be specified',
  21270222: 'The salary item does not exist',
  21270223: 'Employee does not exist',
  21270224: 'The bonus details payment status is "paid", and deletion is not supported',
  21270225: 'Bonus rules do not allow multiple awards',
  21270226: 'No data permission',
  21270227: 'Only positive integers are allowed for the binding period',
  21270228:
    'This bonus does not currently support custom binding periods. Please configure and write according to the rules for the binding period of the salary item',
  21270229: 'The application issuance date must not be later than the issuance date',
  21270230: 'The application payment date format of the bonus details is incorrect',
  21270239:
    'One time payment detail reference period start date and One time payment detail reference period end date shall be filled in or left blank at the same time. Please confirm',
  21270240:
    'One time payment detail reference period start date must be earlier than or equal to One time payment detail reference period end date. Please confirm',
  21270241:
    'One time payment detail reference period must fall within the scope of One time payment record reference period. Please adjust',
} as const;

// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/compensation-v1/recurring_payment/batch_create
const recurring = {
  21280001: 'The format of the single payment amount is incorrect',
  21280002: 'The format of the distribution start time is incorrect',
  21280003: 'The format of the issuance end time is incorrect',
  21270304: 'No permission for recurring payment record',
  21270305: 'The recurring payment type salary item does not exist',
  21270306: 'The currency does not exist',
  21270307: 'The distribution method does not exist',
  21270308: 'The distribution start time is greater than the distribution end time',
  21270309: 'Employees are not covered by the remuneration rules',
  21270310: 'The payment method does not match the salary item rules',
  21270311: 'Currency mismatch compensation item rules',
  21270312: 'The distribution start date is earlier than the current date and cannot be deleted',
  21270313: 'The recurring payment record does not exist',
  21270314: 'Payment frequency does not match the salary item',
  21270315: 'The distribution start date and end date overlap',
  21270316: 'Issuing country is empty',
  21270317: 'Issuing country does not exist',
  21270318: 'The single payment amount cannot be 0',
} as const;

export type LumpSumCode = keyof typeof lumpSum;
export type RecurringCode = keyof typeof recurring | 0 | 21270202;
export type RecordCode = LumpSumCode | RecurringCode;

export const messages: Readonly<Record<RecordCode, string>> = { ...lumpSum, ...recurring };
