// Fills in fields for which the table has no column: what is given once for all records, and what follows from other columns.

import { badParameter, type Fault } from '../../../../shared/feishu/rules/fault.ts';
import type { Derivation } from '../../../../shared/feishu/titles/operation-table.ts';
import { add, equal, formatDecimal, readAmount, zero } from '../../../../shared/values/decimal.ts';
import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { Header } from './header.ts';

type Fields = Record<string, unknown>;

export interface ListOfFields {
  readonly name: string;
  readonly elements: readonly { readonly fields: Fields }[];
}

export interface FilledIn {
  readonly faults: readonly Fault[];
  /** Fields that stay absent because another one has a fault; by the rules' names. That they are absent need not be told. */
  readonly explained: ReadonlySet<string>;
}

type Derived =
  | { readonly kind: 'value'; readonly value: unknown }
  /** Undefined: what it follows from has a fault itself. */
  | { readonly kind: 'none'; readonly why: Say | undefined };

/** Changes the record and its elements. */
export function fillIn(header: Header, record: Fields, lists: readonly ListOfFields[]): FilledIn {
  const faults: Fault[] = [];
  const explained = new Set<string>();
  const take = (fields: Fields, name: string, field: string, derived: Derived) => {
    if (derived.kind === 'value') fields[name] = derived.value;
    else explained.add(field);
    if (derived.kind === 'none' && derived.why)
      faults.push({ code: badParameter, field, message: derived.why });
  };

  for (const { name: list, missing } of header.lists) {
    const elements = lists.find(({ name }) => name === list)?.elements ?? [];
    for (const [index, { fields }] of elements.entries()) {
      for (const [name, value] of missing.defaults) fields[name] = value;
      for (const [name, from] of missing.derived) {
        const field = `${list}.${index + 1}.${name}`;
        take(fields, name, field, ofElement(from, record, field, index, elements.length));
      }
    }
  }
  for (const [name, value] of header.missing.defaults) record[name] = value;
  for (const [name, from] of header.missing.derived) take(record, name, name, ofRecord(from, lists, name));
  return { faults, explained };
}

/** What is wrong with several elements is told of the first. */
function ofElement(
  from: Derivation,
  record: Fields,
  field: string,
  index: number,
  elements: number,
): Derived {
  const value = from.from === 'record' ? record[from.field] : undefined;
  if (typeof value !== 'string' || readAmount(value).kind !== 'plain') return unexplained;
  if (elements === 1) return { kind: 'value', value };
  return index > 0
    ? unexplained
    : { kind: 'none', why: say('table.several_details', { field, details: elements }) };
}

const unexplained: Derived = { kind: 'none', why: undefined };

function ofRecord(from: Derivation, lists: readonly ListOfFields[], field: string): Derived {
  if (from.from === 'record') return unexplained;
  const elements = lists.find(({ name }) => name === from.list)?.elements ?? [];
  if (from.from === 'count')
    return elements.length > 0
      ? { kind: 'value', value: elements.length }
      : { kind: 'none', why: say('table.no_detail') };

  let [sumOfAll, sumOfSure] = [zero, zero];
  for (const { fields } of elements) {
    const text = fields[from.field];
    const amount = typeof text === 'string' ? readAmount(text) : undefined;
    if (amount?.kind !== 'plain') return unexplained;
    sumOfAll = add(sumOfAll, amount.value);
    if (fields[from.unsure.field] !== from.unsure.value) sumOfSure = add(sumOfSure, amount.value);
  }
  if (elements.length === 0) return unexplained;
  if (equal(sumOfAll, sumOfSure)) return { kind: 'value', value: formatDecimal(sumOfAll) };
  const [all, issued] = [shown(formatDecimal(sumOfAll)), shown(formatDecimal(sumOfSure))];
  return { kind: 'none', why: say('table.two_sums', { field, all, issued }) };
}
