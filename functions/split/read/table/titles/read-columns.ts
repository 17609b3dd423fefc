// Sorts the columns of a header: known ones, those beside pay, those that nobody knows, and the faults that stop the file.

import { fieldsOf } from '../../../../../shared/feishu/rules/shape.ts';
import type { TableOperation } from '../../../../../shared/feishu/titles/operation-table.ts';
import { say, type Say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import type { OtherColumn } from '../header.ts';
import { mayNotBePassedOver, standsBesidePay } from './beside-pay.ts';
import type { KnownTitles, Meaning } from './known-titles.ts';
import { nearTitle } from './near-title.ts';
import { plainTitle, scaleIn, withoutBrackets } from './plain-title.ts';

export type KnownColumn = Meaning & OtherColumn;

export interface Columns {
  readonly known: readonly KnownColumn[];
  readonly besidePay: readonly OtherColumn[];
  readonly unknown: readonly OtherColumn[];
  readonly untitledAt: readonly number[];
  readonly faults: readonly Say[];
  /** The faults, and one for each column that nobody knows or that has no title. */
  readonly faultsOfAll: readonly Say[];
}

/** Wherever it stands in a title, the column holds money that is not paid as it stands. */
const ofMoney = /实发|税后|扣款|扣税|应扣|代扣|净额|余额/u;

type Sorted =
  | { readonly kind: 'known'; readonly meaning: Meaning }
  | { readonly kind: 'beside_pay' | 'unknown' | 'untitled' }
  | { readonly kind: 'wrong'; readonly fault: Say };

/** `names`: the titles, without blanks at their ends. */
export function readColumns(
  operation: TableOperation,
  known: KnownTitles,
  names: readonly string[],
): Columns {
  const apiNames = apiNamesOf(operation);
  const columns = names.map((title, at) => ({ at, title, sorted: sort(title, known, apiNames) }));
  const of = (kind: Sorted['kind']) => columns.filter(({ sorted }) => sorted.kind === kind);
  const meant = columns.flatMap(({ at, title, sorted }) =>
    sorted.kind === 'known' ? [{ at, title, ...sorted.meaning }] : [],
  );
  const twice = [...titlesTwice(of('beside_pay'), names), ...fieldsTwice(meant)];
  const stopping = columns.flatMap(({ sorted }) => (sorted.kind === 'wrong' ? [sorted.fault] : []));
  return {
    known: meant,
    besidePay: of('beside_pay').map(other),
    unknown: of('unknown').map(other),
    untitledAt: of('untitled').map(({ at }) => at),
    faults: [...stopping, ...twice],
    faultsOfAll: [...columns.flatMap(({ at, title, sorted }) => told(at, title, sorted)), ...twice],
  };
}

function other({ at, title }: OtherColumn): OtherColumn {
  return { at, title };
}

function told(at: number, title: string, sorted: Sorted): readonly Say[] {
  if (sorted.kind === 'wrong') return [sorted.fault];
  if (sorted.kind === 'untitled') return [say('file.column_without_name', { number: at + 1 })];
  if (sorted.kind !== 'unknown') return [];
  return [say('file.column_unknown', { name: shown(title), meant: undefined })];
}

function sort(title: string, known: KnownTitles, apiNames: (number: string) => readonly string[]): Sorted {
  if (title === '') return { kind: 'untitled' };
  const plain = plainTitle(title);
  if (plain.startsWith('_')) return { kind: 'beside_pay' };
  const meaning = known.meaningOfPlain(plain);
  if (meaning) return { kind: 'known', meaning };
  if (standsBesidePay(plain)) return { kind: 'beside_pay' };
  const fault = faultOf(title, plain, known, apiNames);
  return fault ? { kind: 'wrong', fault } : { kind: 'unknown' };
}

/** Undefined where a column may be passed over, if somebody looks. */
function faultOf(
  title: string,
  plain: string,
  known: KnownTitles,
  apiNames: (number: string) => readonly string[],
): Say | undefined {
  const name = shown(title);
  const scale = scaleIn(plain);
  if (scale !== undefined && known.meaningOfPlain(withoutBrackets(plain)))
    return say('table.column_scaled', { name, unit: shown(scale) });
  if (mayNotBePassedOver(withoutBrackets(plain)) || ofMoney.test(plain))
    return say('table.column_of_money', { name });
  const meant = nearTitle(title, known, apiNames);
  if (meant !== undefined || known.isOfList(plain)) return say('file.column_unknown', { name, meant });
  return holdsAmount(plain, known) ? say('table.column_of_money', { name }) : undefined;
}

/** The title of an amount is within a longer one, as in 第二笔发放金额. */
function holdsAmount(plain: string, known: KnownTitles): boolean {
  return known.titles.some(
    (title) => known.meaningOf(title)?.field.cell === 'amount' && plain.includes(plainTitle(title)),
  );
}

/** The names of a table that has the API's names: a list with the number, and without one. */
function apiNamesOf({ record }: TableOperation): (number: string) => readonly string[] {
  const fields = fieldsOf(record);
  return (number) =>
    [...fields].flatMap(([outer, { inner }]) =>
      inner.size === 0
        ? [outer]
        : [...inner.keys()].flatMap((field) => [`${outer}.${field}`, `${outer}.${number}.${field}`]),
    );
}

function titlesTwice(besidePay: readonly OtherColumn[], names: readonly string[]): readonly Say[] {
  const harmless = new Set(besidePay.map(({ title }) => title).filter((title) => !title.startsWith('_')));
  return [...Map.groupBy(names, (name) => name)].flatMap(([name, same]) =>
    name !== '' && same.length > 1 && !harmless.has(name)
      ? [say('file.column_twice', { name: shown(name) })]
      : [],
  );
}

/** Different titles of one field. */
function fieldsTwice(columns: readonly KnownColumn[]): readonly Say[] {
  const byField = Map.groupBy(columns, ({ list = '', number = '', name }) => `${list}.${number}.${name}`);
  return [...byField.values()].flatMap((same) => {
    const [first, second] = [...new Set(same.map(({ title }) => title))];
    return first === undefined || second === undefined
      ? []
      : [say('table.columns_of_one_field', { first: shown(first), second: shown(second) })];
  });
}
