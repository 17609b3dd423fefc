// The columns of a snapshot in CSV and Parquet: every field of the operation's answer, in its order, and a last column for
// unknown fields and values that do not fit. They depend on the operation alone, so they are the same in every part and run.

import type { QueryOperation } from '../../../shared/feishu/operation.ts';
import { fieldsOf } from '../../../shared/feishu/rules/shape.ts';

export interface Column {
  readonly name: string;
  /**
   * - json: a list or an object, as JSON text.
   * - other: a JSON object of all values that the other columns cannot hold as they came.
   */
  readonly kind: 'text' | 'int' | 'json' | 'other';
}

export type Columns = readonly Column[];

const kinds = { text: 'text', int: 'int', list: 'json', object: 'json' } as const;

export function columnsOf(operation: QueryOperation): Columns {
  const known = [...fieldsOf(operation.record)].map(([name, { kind }]) => ({ name, kind: kinds[kind] }));
  return [...known, { name: 'other_fields', kind: 'other' }];
}
