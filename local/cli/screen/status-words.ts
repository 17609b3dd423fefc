// The status of a record in the words of payroll, the report's file that has it, and advice about it.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { isStatus, statuses, type ReportFile, type Status } from '../../../shared/job/outcomes.ts';
import { wordsOfCode } from '../../../shared/words/codes/words-of-codes.ts';
import { statusSentences } from '../words/status.ts';

/** The word for what happened to a payment that went through, by its operation. */
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

/** The report's file that has records of this status. Undefined: the status is unknown. */
export function fileOf(status: string): ReportFile | undefined {
  return isStatus(status) ? statuses[status].file : undefined;
}

/** Advice about a refusal of Feishu's. Empty: there is none. */
export function adviceOf(status: string, code: number, operation: WriteOperation): string {
  if (status !== 'refused') return '';
  return wordsOfCode(operation, code)?.advice ?? '';
}
