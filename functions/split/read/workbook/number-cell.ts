// The text of a number in a cell, by its format: a date, an id with its zeros, or the value itself. Where the sheet shows a person
// something else than the value, the cell is marked with both.

import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { NumberFormat } from './number-format.ts';
import { sectionFor, type Section } from './number-section.ts';
import { grouped, plainNumber, roundedTo, shifted, tooManyDigits } from './plain-number.ts';
import { dateOfSerial } from './serial-date.ts';
import type { CellMark, MarkKind } from './sheet.ts';

export interface CellText {
  readonly text: string;
  /** Undefined: the text may be taken as it is. */
  readonly mark: CellMark | undefined;
}

/** `raw`: the number as it stands in the file. Undefined where it is none. */
export function numberCell(
  raw: string,
  format: NumberFormat | undefined,
  from1904: boolean,
): CellText | undefined {
  const text = plainNumber(raw);
  if (text === undefined) return undefined;
  if (format && format.kind !== 'number') return dateCell(text, format, from1904);
  const number = Number(text);
  if (Math.abs(number) >= tooManyDigits)
    return { text, mark: markOf('digits', say('workbook.digits', { stored: shown(raw) })) };
  const section = format && sectionFor(format.sections, number);
  if (!section) return { text, mark: undefined };
  if (section.currency !== undefined) return { text, mark: inCurrency(text, section.currency) };
  if (section.padded > 0 && showsSign(number, section) && !text.includes('.'))
    return { text: padded(text, section.padded), mark: undefined };
  return { text, mark: number === 0 ? undefined : otherwiseShown(text, number, section, format.code) };
}

function dateCell(text: string, { kind, code }: NumberFormat, from1904: boolean): CellText {
  const date = kind === 'date' ? dateOfSerial(Number(text), from1904) : undefined;
  if (date !== undefined) return { text: date, mark: undefined };
  const facts = { value: shown(text), format: shown(code) };
  const why = kind === 'time' ? say('workbook.time_only', facts) : say('workbook.no_date', facts);
  return { text, mark: markOf('bad_date', why) };
}

function padded(text: string, width: number): string {
  return text.startsWith('-') ? `-${text.slice(1).padStart(width, '0')}` : text.padStart(width, '0');
}

function otherwiseShown(text: string, number: number, section: Section, code: string): CellMark | undefined {
  if (section.otherwise === 'no' && section.digits && !(section.shift === 0 && showsSign(number, section))) {
    const shows = shownAs(shifted(text, section.shift), section) + '%'.repeat(section.shift > 0 ? 1 : 0);
    return markOf('scaled', say('workbook.scaled', { value: text, shown: signed(shows, section) }));
  }
  if (!showsSign(number, section) || !showsValue(text, number, section))
    return markOf('scaled', say('workbook.shown_otherwise', { value: text, format: shown(code) }));
  if (section.general || section.otherwise !== 'no' || (text.split('.')[1]?.length ?? 0) <= section.decimals)
    return undefined;
  return markOf(
    'decimals',
    say('workbook.decimals', { value: text, shown: signed(shownAs(text, section), section) }),
  );
}

/** False where a person sees the other sign, or two. */
function showsSign(number: number, { negative, sign }: Section): boolean {
  return number === 0 || negative === (sign !== 'none');
}

/** `shows`: with the minus of the value. */
function signed(shows: string, { negative, sign }: Section): string {
  const digits = negative ? shows.replace(/^-/, '') : shows;
  if (sign === 'brackets') return `(${digits})`;
  return sign === 'minus' ? `-${digits}` : digits;
}

function inCurrency(text: string, currency: string): CellMark {
  return markOf('scaled', say('workbook.foreign_currency', { value: text, currency: shown(currency) }));
}

/** False where the section shows nothing of the number, or another one. */
function showsValue(text: string, number: number, section: Section): boolean {
  switch (section.otherwise) {
    case 'words':
      return false;
    case 'fraction':
      return !text.includes('.');
    case 'exponent':
      return Number(number.toExponential(Math.min(section.decimals, 20))) === number;
    case 'no':
      return section.digits;
  }
}

function shownAs(text: string, section: Section): string {
  const rounded = roundedTo(text, section.general ? (text.split('.')[1]?.length ?? 0) : section.decimals);
  return section.grouped ? grouped(rounded) : rounded;
}

function markOf(kind: MarkKind, why: Say): CellMark {
  return { kind, say: why };
}
