// The words about an operation's codes, found by the tables that its entry has.

import { paymentCallCodes } from '../../feishu/codes/call.ts';
import type { CallCodes, RecordCodes } from '../../feishu/codes/code.ts';
import { lumpSumCodes } from '../../feishu/codes/lump-sum.ts';
import { recurringCodes } from '../../feishu/codes/recurring.ts';
import { paymentCallWords } from './call.ts';
import type { CodeWords, WordsByCode } from './code-words.ts';
import { gatewayWords } from './gateway.ts';
import { lumpSumWords } from './lump-sum.ts';
import { recurringWords } from './recurring.ts';

const ofRecords = new Map<RecordCodes, WordsByCode>([
  [lumpSumCodes, lumpSumWords],
  [recurringCodes, recurringWords],
]);
const ofCalls = new Map<CallCodes, WordsByCode>([[paymentCallCodes, paymentCallWords]]);
const ofEveryCall: WordsByCode = gatewayWords;
const none: WordsByCode = {};

export function recordWords(codes: RecordCodes): WordsByCode {
  return ofRecords.get(codes) ?? none;
}

export function callWords(codes: CallCodes): WordsByCode {
  return ofCalls.get(codes) ?? none;
}

/** Undefined for a code that no table has. */
export function wordsOfCode(
  { codes, callCodes }: { readonly codes: RecordCodes; readonly callCodes: CallCodes },
  code: number,
): CodeWords | undefined {
  return recordWords(codes)[code] ?? callWords(callCodes)[code] ?? ofEveryCall[code];
}
