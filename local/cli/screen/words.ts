// Payferry's terms in the words of payroll.

import { relative } from 'node:path';

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { isStatus, statuses, type ReportFile, type Status } from '../../../shared/job/outcomes.ts';
import { wordsOfCode } from '../../../shared/words/codes/words-of-codes.ts';
import { outside } from './outside-text.ts';

/** What happened to a payment that went through. */
export function doneWord({ name, done }: Pick<WriteOperation, 'name' | 'done'>): string {
  if (done === 'updated') return 'changed';
  if (done === 'removed') return 'removed';
  return name.startsWith('recurring_payment.') ? 'set up' : 'paid';
}

const words: Readonly<Record<Exclude<Status, WriteOperation['done']>, string>> = {
  already_exists: 'already there',
  refused: 'refused',
  rejected: 'refused',
  unsent: 'not sent',
  conflict: 'unclear',
  exists_unchecked: 'unclear',
  unknown: 'unclear',
};

export function statusWord(status: string, operation: WriteOperation): string {
  const isDone = status === 'created' || status === 'updated' || status === 'removed';
  if (isDone) return doneWord(operation);
  return Object.entries(words).find(([name]) => name === status)?.[1] ?? status;
}

/** Undefined: an unknown status. */
export function fileOf(status: string): ReportFile | undefined {
  return isStatus(status) ? statuses[status].file : undefined;
}

const compareByHand =
  'Look in Feishu whether it is the same payment: the app lacks the permission to read it, or fields of it are hidden from the app';

/** Advice about a refusal of Feishu's. Refusals by our own rules have it in their sentence. */
export function adviceOf(status: string, code: number, operation: WriteOperation): string {
  if (status === 'exists_unchecked') return compareByHand;
  if (status !== 'refused') return '';
  return wordsOfCode(operation, code)?.advice ?? '';
}

/** The path from the user's folder if that is shorter, escaped for a terminal. */
export function shownPath(path: string): string {
  const fromHere = relative('', path);
  return outside(fromHere.startsWith('..') ? path : fromHere);
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
