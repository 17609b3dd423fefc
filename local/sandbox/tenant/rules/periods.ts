// Periods between two dates. A caller may leave out each date, or send an empty text.

import { isDate } from '../../china-time.ts';

export interface Period {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

export const isGiven = (date: string | undefined): boolean => date !== undefined && date !== '';

export const isPeriod = ({ start = '', end = '' }: Period): boolean =>
  isDate(start) && isDate(end) && start <= end;
