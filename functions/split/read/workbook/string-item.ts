// The text of a string: of an entry of the table of shared strings, or of a cell that holds its own. It is one run of text, or
// several of different looks, which are joined. How it is pronounced (rPh) is left out.

/** Spreadsheets hold no longer text in a cell. */
export const mostCharsOfCell = 32_767;
/** A character may be written as seven: _x000D_. */
const mostRawChars = 7 * mostCharsOfCell;

export class StringItem {
  #text = '';
  /** The level of the rPh that is open; undefined outside. */
  #pronounced: number | undefined;
  /** The level of the <t> that is open; undefined outside. */
  #textLevel: number | undefined;
  /** The text is longer than a cell may hold. */
  tooLong = false;

  open(name: string, level: number): void {
    if (this.#pronounced !== undefined) return;
    if (name === 'rPh') this.#pronounced = level;
    else if (name === 't') this.#textLevel ??= level;
  }

  text(text: string): void {
    if (this.#textLevel === undefined || this.tooLong) return;
    this.#text += text;
    if (this.#text.length > mostRawChars) this.tooLong = true;
  }

  close(level: number): void {
    if (level === this.#textLevel) this.#textLevel = undefined;
    if (level === this.#pronounced) this.#pronounced = undefined;
  }

  /** Ends the string, and makes ready for the next. */
  take(): string {
    const text = unescapedText(this.#text);
    if (text.length > mostCharsOfCell) this.tooLong = true;
    this.#text = '';
    return text;
  }
}

/**
 * Characters that XML cannot hold are written as _x000D_, and an underscore that would look like one as _x005F_. Half a
 * character, which no text may hold, becomes U+FFFD.
 */
export function unescapedText(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .toWellFormed();
}
