// A row as fields of the API.

import { countries, currencies, items, person } from '../../local/sandbox/test/payments.ts';
import type { Content, DroppedFile, Known, LumpSum, Recurring, Row } from './story.ts';

export type Fields = Record<string, unknown>;

/** A known record, with the ids that the sandbox gave it. */
export interface KnownInFeishu extends Known {
  readonly id: string;
  readonly detailIds: readonly string[];
}

export function amountOf(cents: number): string {
  const [whole, rest] = [Math.floor(cents / 100), cents % 100];
  // Written as people do: 2000 as well as 2000.00.
  return rest === 0 && whole % 3 === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, '0')}`;
}

export const totalOf = (content: Content): number =>
  content.resource === 'lump_sum_payment'
    ? content.parts.reduce((sum, { cents }) => sum + cents, 0)
    : content.cents;

export const currencyOf = (content: Content): string =>
  currencies[content.resource === 'lump_sum_payment' ? content.currency : 'cny'];

/** Undefined for a line that is no record. */
export function fieldsOf(
  row: Row,
  { userIds }: Pick<DroppedFile, 'userIds'>,
  known: readonly KnownInFeishu[],
): Fields | undefined {
  switch (row.does) {
    case 'nothing':
      return undefined;
    case 'create':
      return { unique_id: row.uniqueId, ...createFields(row.content, userIds, row.flaw) };
    case 'update': {
      const target = typeof row.target === 'number' ? known[row.target] : undefined;
      const id = target?.id ?? String(row.target);
      return { id, ...updateFields(row.content, target?.detailIds ?? [], row.flaw) };
    }
    case 'remove':
      return {
        id: (typeof row.target === 'number' ? known[row.target]?.id : undefined) ?? String(row.target),
        ...(row.reason === '' ? {} : { reason: row.reason }),
      };
  }
}

export function createFields(content: Content, userIds: DroppedFile['userIds'], flaw?: string): Fields {
  const user_id = person(flaw === 'person' ? 99 : content.person)[userIds];
  const isLump = content.resource === 'lump_sum_payment';
  const item = isLump ? items.project : items.housing;
  const item_id = flaw === 'item' ? '7400000000000000001' : item;
  return isLump
    ? { user_id, item_id, ...lumpSum(content, [], flaw) }
    : { user_id, item_id, issuance_period: 'month', ...recurring(content, flaw) };
}

function updateFields(content: Content, detailIds: readonly string[], flaw?: string): Fields {
  return content.resource === 'lump_sum_payment'
    ? lumpSum(content, detailIds, flaw)
    : recurring(content, flaw);
}

function lumpSum(content: LumpSum, detailIds: readonly string[], flaw?: string): Fields {
  return {
    total_amount: amountOf(totalOf(content) + (flaw === 'sum' ? 1 : 0)),
    binding_period: 0,
    currency_id: currencies[content.currency],
    issuance_frequency: content.parts.length,
    ...remark(content.remark),
    details: content.parts.map(({ cents, day, detail }) => ({
      ...(detail === undefined || detailIds[detail] === undefined ? {} : { id: detailIds[detail] }),
      issuance_amount: amountOf(cents),
      issuance_status: 'to_be_issued',
      issuance_way: flaw === 'way' ? 'with_stock' : 'with_salary',
      issuance_time: flaw === 'date' ? '2026-02-30' : day,
      belong_time: '2026-12-01',
    })),
  };
}

function recurring(content: Recurring, flaw?: string): Fields {
  return {
    each_amount: amountOf(content.cents),
    start_date: flaw === 'date' ? '2027-02-30' : `${content.year}-01-01`,
    end_date: `${content.year}-12-31`,
    currency_id: currencies.cny,
    issuance_type: flaw === 'way' ? 'with_stock' : 'with_salary',
    issuance_country_region_id: countries.china,
    ...remark(content.remark),
  };
}

const remark = (text: string) => (text === '' ? {} : { remark: text });
