// Reads one cell of a sheet: its text, and what a person has to know of it. One reader takes all cells, one after the other.

import { say } from '../../../../shared/words/say.ts';
import { shown, shortName } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import { cellName } from './cell-name.ts';
import { numberCell, type CellText } from './number-cell.ts';
import { unusual } from './parts.ts';
import { dateOfIso } from './serial-date.ts';
import type { CellMark } from './sheet.ts';
import type { SheetContext } from './sheet-context.ts';
import { mostCharsOfCell, StringItem, unescapedText } from './string-item.ts';
import { Uncalculated } from './uncalculated.ts';
import type { Attributes } from './xml.ts';

/** The level of the elements inside a cell. */
const innerLevel = 5;
const [digitZero, mostIndexDigits] = [0x30, 9];
const empty: CellText = { text: '', mark: undefined };

export class CellReader {
  readonly #context: SheetContext;
  readonly #uncalculated: Uncalculated;
  readonly #item = new StringItem();
  #column = 0;
  #row = 0;
  #type = 'n';
  #style: string | undefined;
  /** The element inside the cell that is open. */
  #inside = '';
  /** Undefined: the cell has no <v>. */
  #value: string | undefined;
  /** The attributes of its formula; undefined where it has none. */
  #formula: Attributes | undefined;
  #hasItem = false;

  constructor(context: SheetContext) {
    this.#context = context;
    this.#uncalculated = new Uncalculated(context.recalculates);
  }

  begin(column: number, row: number, type: string | undefined, style: string | undefined): void {
    this.#column = column;
    this.#row = row;
    this.#type = type ?? 'n';
    this.#style = style;
    this.#value = undefined;
    this.#formula = undefined;
    this.#hasItem = false;
  }

  open(name: string, level: number, attributes: Attributes): void {
    if (level > innerLevel) {
      if (this.#inside === 'is') this.#item.open(name, level);
      else if (this.#inside === 'v') throw unusual(this.#context.name);
      return;
    }
    this.#inside = name;
    if (name === 'v' && this.#value === undefined) this.#value = '';
    else if (name === 'f' && !this.#formula) this.#formula = attributes;
    else if (name === 'is' && !this.#hasItem) this.#hasItem = true;
    else if (name !== 'extLst') throw unusual(this.#context.name);
  }

  text(text: string): void {
    if (this.#inside === 'v') this.#value += text;
    else if (this.#inside === 'is') this.#item.text(text);
  }

  close(level: number): void {
    if (level === innerLevel) this.#inside = '';
    else if (this.#inside === 'is') this.#item.close(level);
  }

  end(): CellText {
    const cell = this.#cell();
    if (cell.text.length > mostCharsOfCell || this.#item.tooLong)
      throw new StopFile(say('workbook.cell_too_long', { ...this.#place(), most: mostCharsOfCell }));
    if (!this.#formula) return cell;
    const isCalculated =
      this.#type === 'str' ? this.#value !== undefined : this.#value ? true : this.#hasItem;
    if (isCalculated && !this.#context.recalculates) return cell;
    return { text: cell.text, mark: this.#uncalculated.mark(this.#formula) };
  }

  /** Cells of the row that belong to the formula of another cell, which has no result. */
  marksOfRow(row: number): Iterable<readonly [number, CellMark]> {
    return this.#uncalculated.ofRow(row);
  }

  #cell(): CellText {
    if (this.#type === 'inlineStr') return this.#inlineString();
    if (this.#hasItem) throw this.#broken(this.#item.take());
    const value = this.#value;
    if (this.#type === 'e') return this.#error(value ?? '');
    if (value === undefined || value === '') return empty;
    switch (this.#type) {
      case 's':
        return { text: this.#sharedString(value), mark: undefined };
      case 'n':
        return this.#number(value);
      case 'str':
        return { text: unescapedText(value), mark: undefined };
      case 'b':
        return { text: this.#boolean(value), mark: undefined };
      case 'd':
        return isoDate(value);
      default:
        throw this.#broken(value);
    }
  }

  /** Some programs write <v> beside <is>: only <is> counts. */
  #inlineString(): CellText {
    if (this.#hasItem) return { text: this.#item.take(), mark: undefined };
    if (this.#value) throw this.#broken(this.#value);
    return empty;
  }

  #sharedString(value: string): string {
    let index = value.length > mostIndexDigits ? Number.NaN : 0;
    for (let at = 0; at < value.length; at += 1) {
      const digit = value.charCodeAt(at) - digitZero;
      index = digit >= 0 && digit <= 9 ? index * 10 + digit : Number.NaN;
    }
    const text = this.#context.strings.at(index);
    if (text === undefined)
      throw new StopFile(say('workbook.unknown_text', { ...this.#place(), number: shown(value) }));
    return text;
  }

  #number(value: string): CellText {
    const style = Number(this.#style ?? 0);
    const format = this.#context.styles.formatOf(style);
    if (!format)
      throw new StopFile(say('workbook.unknown_style', { ...this.#place(), number: shown(this.#style) }));
    return numberCell(value, format, this.#context.from1904) ?? this.#throwBroken(value);
  }

  #boolean(value: string): string {
    if (value === '1' || value === 'true') return 'TRUE';
    if (value === '0' || value === 'false') return 'FALSE';
    throw this.#broken(value);
  }

  #error(value: string): CellText {
    return {
      text: value,
      mark: { kind: 'error', say: say('workbook.error', { value: shown(value === '' ? '#' : value) }) },
    };
  }

  #throwBroken(value: string): never {
    throw this.#broken(value);
  }

  #broken(value: string): StopFile {
    return new StopFile(say('workbook.cell_broken', { ...this.#place(), value: shown(value) }));
  }

  #place() {
    return { sheet: shortName(this.#context.name), cell: cellName(this.#column, this.#row) };
  }
}

function isoDate(value: string): CellText {
  const text = dateOfIso(value);
  if (text !== undefined) return { text, mark: undefined };
  const why = say('workbook.no_date', { value: shown(value), format: shown('ISO 8601') });
  return { text: value, mark: { kind: 'bad_date', say: why } };
}
