// The number formats of a book, by the number of a cell's style. A format that the book writes itself wins over the one that is built
// in under the same number: WPS writes some of them anew.

import { unusual, type Parts } from './parts.ts';
import { readNumberFormat, type NumberFormat } from './number-format.ts';
import { builtInFormat } from './built-in-formats.ts';
import { readWholeXml } from './xml.ts';

const maxBytes = 64 * 1024 * 1024;
/** Spreadsheets allow 255. */
const mostCharsOfFormat = 1000;

export class Styles {
  readonly #ofStyle: readonly number[];
  readonly #codes: ReadonlyMap<number, string>;
  /** Formats that were needed so far, by their numbers. */
  readonly #formats = new Map<number, NumberFormat>();

  /** `ofStyle`: the number of each style's format. */
  constructor(ofStyle: readonly number[], codes: ReadonlyMap<number, string>) {
    this.#ofStyle = ofStyle;
    this.#codes = codes;
  }

  /** Undefined where the book has no such style. */
  formatOf(style: number): NumberFormat | undefined {
    const number = this.#ofStyle[style];
    if (number === undefined) return undefined;
    let format = this.#formats.get(number);
    if (!format) {
      format = readNumberFormat(this.#codes.get(number) ?? builtInFormat(number));
      this.#formats.set(number, format);
    }
    return format;
  }
}

/** `part`: undefined where the book has no styles. Then every cell has the first one, which is General. */
export async function readStyles(parts: Parts, part: string | undefined): Promise<Styles> {
  if (part === undefined) return new Styles([0], new Map());
  const ofStyle: number[] = [];
  const codes = new Map<number, string>();
  let section = '';
  await readWholeXml(part, parts.read(part, maxBytes), {
    open: (name, level, attributes) => {
      if (level === 1 && name !== 'styleSheet') throw unusual(part);
      if (level === 2) section = name;
      if (level !== 3) return;
      const number = Number(attributes['numFmtId'] ?? 0);
      if (section === 'cellXfs' && name === 'xf') ofStyle.push(number);
      if (section !== 'numFmts' || name !== 'numFmt') return;
      const code = attributes['formatCode'] ?? '';
      if (code.length > mostCharsOfFormat) throw unusual(part);
      codes.set(number, code);
    },
  });
  return new Styles(ofStyle.length === 0 ? [0] : ofStyle, codes);
}
