// Tells cells that stand for themselves, as nearly all cells do. It is asked of every cell, so it looks at single characters, which
// takes a tenth of the time of patterns.

import type { CellKind } from '../../../../../shared/feishu/titles/operation-table.ts';

const [tab, minus, point, zero, nine, smallA, smallZ] = [0x09, 0x2d, 0x2e, 0x30, 0x39, 0x61, 0x7a];

/** `cell`: not empty. */
export function isPlainCell(kind: CellKind, cell: string): boolean {
  const last = cell.length - 1;
  switch (kind) {
    case 'text':
      return true;
    case 'id':
      return cell.charCodeAt(0) !== tab && cell.charCodeAt(last) !== tab;
    case 'amount':
    case 'int':
      return isPlainNumber(cell);
    case 'date':
      return last === 9 && cell.charCodeAt(4) === minus && cell.charCodeAt(7) === minus;
    case 'label':
      return isOfValue(cell.charCodeAt(0)) && isOfValue(cell.charCodeAt(last));
  }
}

/** Digits, with a minus in front and a point between them, or without. */
export function isPlainNumber(text: string): boolean {
  const { length } = text;
  const first = text.charCodeAt(0) === minus ? 1 : 0;
  let hasPoint = false;
  for (let at = first; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) continue;
    if (code !== point || hasPoint || at === first || at === length - 1) return false;
    hasPoint = true;
  }
  return length > first;
}

/** The API's values of labels are words in small letters, or numbers. */
function isOfValue(code: number): boolean {
  return (code >= smallA && code <= smallZ) || (code >= zero && code <= nine);
}
