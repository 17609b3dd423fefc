// The rows of one file. Most are good. Some are bad, and some clash with a record in Feishu, another file or another row.

import type { Chance } from './chance.ts';
import { aLumpSum, aRecurring } from './make-content.ts';
import type { Content, Flaw, Format, Known, Operation, Resource, Row } from './story.ts';

export interface Stock {
  readonly seed: number;
  readonly known: readonly Known[];
  /** The index of a known record that no other file uses. Undefined if none is left. */
  take(resource: Resource): number | undefined;
  uniqueId(file: number): string;
  /** The person and the year of a recurring payment. No two payments share both. */
  place(): { readonly person: number; readonly year: number };
  /** The creates of earlier files, to clash with. */
  readonly created: { readonly file: number; readonly uniqueId: string; readonly content: Content }[];
}

interface Wanted {
  readonly n: number;
  readonly operation: Operation;
  readonly format: Format;
  readonly size: number;
  readonly stock: Stock;
  readonly chance: Chance;
}

export function makeRows(wanted: Wanted): Row[] {
  const { operation, chance, size } = wanted;
  const make = operation.endsWith('create')
    ? createRow
    : operation.endsWith('update')
      ? updateRow
      : removeRow;
  const rows: Row[] = [];
  for (let at = 0; at < size; at += 1) {
    // Two adjacent rows with one name would be two details of one record in some tables.
    const last = nameOf(rows.at(-1));
    const earlier = rows.filter((row) => row.does !== 'nothing' && !('flaw' in row) && nameOf(row) !== last);
    if (at > 0 && chance.in(0.03) && wanted.format !== 'json') rows.push(noRecord(wanted, at));
    else if (earlier.length > 0 && chance.in(0.04)) rows.push(repeated(chance.pick(earlier), chance));
    else rows.push(make(wanted, rows));
  }
  return rows;
}

function nameOf(row: Row | undefined): string | number | undefined {
  if (row?.does === 'create') return row.uniqueId;
  return row?.does === 'nothing' ? undefined : row?.target;
}

function noRecord({ format }: Wanted, at: number): Row {
  return { does: 'nothing', text: format === 'ndjson' ? `{"unique_id": "broken-${at}", ` : `ragged-${at}` };
}

/** The same name once more: the later row is rejected. */
function repeated(row: Row, chance: Chance): Row {
  if (row.does !== 'create' || row.content.resource !== 'lump_sum_payment') return row;
  return chance.in(0.5) ? row : { ...row, content: aLumpSum(chance) };
}

const resourceOf = (operation: Operation): Resource =>
  operation.startsWith('lump') ? 'lump_sum_payment' : 'recurring_payment';

function fresh({ operation, stock, chance }: Wanted): Content {
  return resourceOf(operation) === 'lump_sum_payment'
    ? aLumpSum(chance)
    : { ...aRecurring(chance), ...stock.place() };
}

function flawOf(content: Content, chance: Chance, creates: boolean): { flaw?: Flaw } {
  if (!chance.in(0.08)) return {};
  const ofCreates: Flaw[] = creates ? ['item', 'person'] : [];
  const ofSums: Flaw[] = content.resource === 'lump_sum_payment' ? ['sum'] : [];
  return { flaw: chance.pick<Flaw>(['way', 'date', ...ofCreates, ...ofSums]) };
}

function createRow(wanted: Wanted, rows: readonly Row[]): Row {
  const { n, operation, stock, chance } = wanted;
  const resource = resourceOf(operation);
  if (chance.in(0.1)) {
    const clash = clashWith(wanted, resource);
    const isNew = !rows.some((row) => row.does === 'create' && row.uniqueId === clash?.uniqueId);
    if (clash && isNew) return { does: 'create', ...clash };
  }
  const content = fresh(wanted);
  const row: Row = { does: 'create', uniqueId: stock.uniqueId(n), content, ...flawOf(content, chance, true) };
  if (!row.flaw) stock.created.push({ file: n, uniqueId: row.uniqueId, content });
  return row;
}

/**
 * A create whose name exists already. A lump sum may have other content then. A recurring payment keeps its own: with other
 * content it could be a payment of its own.
 */
function clashWith({ n, stock, chance }: Wanted, resource: Resource) {
  const created = stock.created.filter(({ file, content }) => file !== n && content.resource === resource);
  if (created.length > 0 && chance.in(0.5)) return otherwise(chance.pick(created), chance);
  const index = stock.take(resource);
  const known = index === undefined ? undefined : stock.known[index];
  return known && otherwise({ uniqueId: known.uniqueId, content: known.content }, chance);
}

function otherwise({ uniqueId, content }: { uniqueId: string; content: Content }, chance: Chance) {
  const isOther = content.resource === 'lump_sum_payment' && chance.in(0.4);
  return { uniqueId, content: isOther ? aLumpSum(chance) : content };
}

/** An id that Feishu does not have. It does not end in zeros, as ids do that a spreadsheet has rounded. */
const nobodysId = (chance: Chance) => `7999${chance.whole(10_000_000, 99_999_999)}1234567`;

function updateRow(wanted: Wanted): Row {
  const { operation, stock, chance } = wanted;
  const index = chance.in(0.08) ? undefined : stock.take(resourceOf(operation));
  const known = index === undefined ? undefined : stock.known[index];
  if (index === undefined || !known)
    return { does: 'update', target: nobodysId(chance), content: changed(fresh(wanted), chance) };
  const content = changed(known.content, chance);
  return { does: 'update', target: index, content, ...(known.paid ? {} : flawOf(content, chance, false)) };
}

/** Changes every amount, so that Feishu refuses the update of a paid record. */
function changed(content: Content, chance: Chance): Content {
  const remark = `changed ${chance.whole(1, 1000)}`;
  if (content.resource === 'recurring_payment')
    return { ...content, remark, cents: content.cents + chance.whole(1, 999) };
  const parts = content.parts.map((part, detail) => ({
    ...part,
    detail,
    cents: part.cents + chance.whole(1, 999),
  }));
  const added = { cents: chance.whole(1, 9999), day: '2026-12-20' };
  return { ...content, remark, parts: chance.in(0.25) ? [...parts, added] : parts };
}

function removeRow({ operation, stock, chance }: Wanted): Row {
  const target = chance.in(0.1) ? undefined : stock.take(resourceOf(operation));
  return {
    does: 'remove',
    target: target ?? nobodysId(chance),
    reason: chance.pick(['', 'double', '重复发放']),
  };
}
