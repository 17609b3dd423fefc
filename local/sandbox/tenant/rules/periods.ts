// Periods from one date to another, either of which a caller may leave out or empty.

import { isDate } from '../../china-time.ts';

export interface Period {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

export const isGiven = (date: string | undefined): boolean => date !== undefined && date !== '';

export const isPeriod = ({ start = '', end = '' }: Period): boolean =>
  isDate(start) && isDate(end) && start <= end;
