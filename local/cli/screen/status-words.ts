// Payferry's statuses in the words of payroll: which word or advice applies.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { isStatus, statuses, type ReportFile, type Status } from '../../../shared/job/outcomes.ts';
import { wordsOfCode } from '../../../shared/words/codes/words-of-codes.ts';
import { resultSentences } from '../words/result.ts';
import { statusSentences } from '../words/status.ts';

/** What happened to a payment that went through. */
export function doneWord({ name, done }: Pick<WriteOperation, 'name' | 'done'>): string {
  if (done === 'updated') return statusSentences.changed();
  if (done === 'removed') return statusSentences.removed();
  return name.startsWith('recurring_payment.') ? statusSentences.set_up() : statusSentences.paid();
}

const words: Readonly<Record<Exclude<Status, WriteOperation['done']>, keyof typeof statusSentences>> = {
  already_exists: 'already_there',
  refused: 'refused',
  rejected: 'refused',
  unsent: 'not_sent',
  conflict: 'unclear',
  exists_unchecked: 'unclear',
  unknown: 'unclear',
};

export function statusWord(status: string, operation: WriteOperation): string {
  const isDone = status === 'created' || status === 'updated' || status === 'removed';
  if (isDone) return doneWord(operation);
  const id = Object.entries(words).find(([name]) => name === status)?.[1];
  return id === undefined ? status : statusSentences[id]();
}

/** Undefined: an unknown status. */
export function fileOf(status: string): ReportFile | undefined {
  return isStatus(status) ? statuses[status].file : undefined;
}

/** Advice about a refusal of Feishu's. Refusals by our own rules have it in their sentence. */
export function adviceOf(status: string, code: number, operation: WriteOperation): string {
  if (status === 'exists_unchecked') return resultSentences.compare_by_hand();
  if (status !== 'refused') return '';
  return wordsOfCode(operation, code)?.advice ?? '';
}
