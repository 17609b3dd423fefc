// The status of a record in the words of payroll, the report's file that has it, and what is known of its code.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { isStatus, statuses, type ReportFile, type Status } from '../../../shared/job/outcomes.ts';
import type { CodeWords } from '../../../shared/words/codes/code-words.ts';
import { wordsOfCode } from '../../../shared/words/codes/words-of-codes.ts';
import { say, type Say, type Text } from '../words/say.ts';

/** The word for what happened to a payment that went through, by its operation. */
export function doneWord({ name, done }: Pick<WriteOperation, 'name' | 'done'>): Say {
  if (done === 'updated') return say('status.changed');
  if (done === 'removed') return say('status.removed');
  return name.startsWith('recurring_payment.') ? say('status.set_up') : say('status.paid');
}

const words: Readonly<Record<Exclude<Status, WriteOperation['done']>, Say>> = {
  already_exists: say('status.already_there'),
  refused: say('status.refused'),
  rejected: say('status.refused'),
  unsent: say('status.not_sent'),
  conflict: say('status.unclear'),
  exists_unchecked: say('status.unclear'),
  unknown: say('status.unclear'),
};

export function statusWord(status: string, operation: WriteOperation): Text {
  const isDone = status === 'created' || status === 'updated' || status === 'removed';
  if (isDone) return doneWord(operation);
  return Object.entries(words).find(([name]) => name === status)?.[1] ?? status;
}

/** The report's file that has records of this status. Undefined: the status is unknown. */
export function fileOf(status: string): ReportFile | undefined {
  return isStatus(status) ? statuses[status].file : undefined;
}

/** What is known of the code of a refusal of Feishu's. Undefined: nothing is, or it is no such refusal. */
export function knownWordsOf(status: string, code: number, operation: WriteOperation): CodeWords | undefined {
  return status === 'refused' ? wordsOfCode(operation, code) : undefined;
}
