// Breaks text into lines: between words, and where there are none, as in Chinese, between characters. No line begins with a
// mark that closes something, or ends with one that opens something.

import { widthOf } from './outside-text.ts';

export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

const wide = String.raw`[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60]`;
const opens = String.raw`[“‘（《【]`;
const closes = String.raw`[”’，。、；：？！）》】]`;
/** A wide character, or a run of narrow ones; with the marks that belong to it, and the blanks behind it. */
const piece = new RegExp(
  String.raw`${opens}*(?:${wide}|(?:(?!${wide}|${opens}|${closes})\S)+)?${closes}* *`,
  'gu',
);

function piecesOf(text: string): readonly string[] {
  return text.match(piece)?.filter((found) => found !== '') ?? [];
}
