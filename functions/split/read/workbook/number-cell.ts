// The text of a number in a cell, by its format: a date, an id with its zeros, or the value itself. Where the sheet shows a person
// something else than the value, the cell is marked with both.

import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { sectionFor, type NumberFormat, type Section } from './number-format.ts';
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
  const section = format && sectionFor(format, number);
  if (!section) return { text, mark: undefined };
  if (section.padded > 0 && !text.includes('.'))
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
  if (section.shift !== 0 && section.otherwise === 'no') {
    const shows = shownAs(shifted(text, section.shift), section) + '%'.repeat(section.shift > 0 ? 1 : 0);
    return markOf('scaled', say('workbook.scaled', { value: text, shown: shows }));
  }
  if (!showsValue(text, number, section))
    return markOf('scaled', say('workbook.shown_otherwise', { value: text, format: shown(code) }));
  if (section.general || section.otherwise !== 'no' || (text.split('.')[1]?.length ?? 0) <= section.decimals)
    return undefined;
  return markOf('decimals', say('workbook.decimals', { value: text, shown: shownAs(text, section) }));
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
