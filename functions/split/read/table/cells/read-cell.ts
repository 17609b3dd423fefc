// Reads what a cell stands for, by what its column means. A cell is rewritten only where it has one reading; where it has two, the
// fault names both. What is neither stays as it is, and the rules say what was expected.

import type { CellKind } from '../../../../../shared/feishu/titles/operation-table.ts';
import { readJson } from '../../../../../shared/values/json.ts';
import { readAmountCell } from './amount-cell.ts';
import type { CellRead } from './cell-read.ts';
import { readDateCell } from './date-cell.ts';
import { halfWidth } from './half-width.ts';

export interface CellOf {
  readonly kind: CellKind;
  /** The API's values by their labels. */
  readonly labels: ReadonlyMap<string, string>;
}

const integer = /^-?(0|[1-9]\d*)(\.0+)?$/;
/** Integers that a double has exactly and writes as they are. To read them as JSON takes several times as long. */
const shortInteger = /^(?:0|[1-9]\d{0,14})$/;

/** A number in a field that the API calls int. Any other text stays text. */
export function valueOf(text: string, isInt: boolean): unknown {
  if (!isInt) return text;
  if (shortInteger.test(text)) return Number(text);
  return integer.test(text) ? readJson(text) : text;
}

/** `cell`: not empty. */
export function readCell({ kind, labels }: CellOf, cell: string): CellRead {
  switch (kind) {
    case 'text':
      return { text: cell };
    case 'id':
      return { text: cell.replaceAll(/^\t+|\t+$/g, '') };
    case 'amount':
      return readAmountCell(cell);
    case 'date':
      return readDateCell(cell);
    case 'int': {
      const plain = halfWidth(cell);
      return { text: plain === '' || integer.test(plain) ? plain : cell };
    }
    case 'label': {
      const plain = halfWidth(cell);
      return { text: labels.get(plain) ?? plain };
    }
  }
}
