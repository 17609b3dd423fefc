// Compares a record in Feishu with the content of a row, by meaning.

import type { StoredRecord } from '../../../local/sandbox/start.ts';
import { currencies, items, person } from '../../../local/sandbox/test/payments.ts';
import type { Content } from '../story.ts';

export function holds(stored: StoredRecord, content: Content, creates: boolean): boolean {
  return JSON.stringify(ofStored(stored, content)) === JSON.stringify(ofContent(content, stored, creates));
}

function ofContent(content: Content, stored: StoredRecord, creates: boolean) {
  const isLump = content.resource === 'lump_sum_payment';
  // An update names neither person nor item, so the stored ones are taken.
  const who = creates
    ? [person(content.person).people_corehr_id, isLump ? items.project : items.housing]
    : [stored['user_id'], stored['item_id']];
  return content.resource === 'lump_sum_payment'
    ? [...who, currencies[content.currency], content.remark, content.parts.map(partOf).toSorted()]
    : [
        ...who,
        currencies.cny,
        content.remark,
        content.cents,
        `${content.year}-01-01`,
        `${content.year}-12-31`,
      ];
}

/** How many details of the payment stand there more often than the content has them, where all that it has is there. */
export function detailsBeyond(stored: StoredRecord, content: Content): number {
  if (content.resource !== 'lump_sum_payment') return 0;
  const wanted = content.parts.map(partOf);
  const beyond = partsOf(stored);
  for (const part of wanted) {
    const at = beyond.indexOf(part);
    if (at < 0) return 0;
    beyond.splice(at, 1);
  }
  return beyond.filter((part) => wanted.includes(part)).length;
}

const partOf = ({ cents, day }: { cents: number; day: string }) => `${day} ${cents}`;

function ofStored(stored: StoredRecord, { resource }: Content) {
  const who = [stored['user_id'], stored['item_id'], stored['currency_id'], stored['remark'] ?? ''];
  if (resource === 'recurring_payment')
    return [...who, centsOf(stored['each_amount']), stored['start_date'], stored['end_date']];
  return [...who, partsOf(stored).toSorted()];
}

function partsOf(stored: StoredRecord): string[] {
  const details: unknown[] = Array.isArray(stored['details']) ? stored['details'] : [];
  return details.map((detail) => {
    const { issuance_amount, issuance_time } = Object(detail);
    return partOf({ cents: centsOf(issuance_amount), day: String(issuance_time) });
  });
}

/** NaN if it is no amount to the cent. NaN becomes null in the comparison, and no amount equals that. */
export function centsOf(amount: unknown): number {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(String(amount)) ?? [];
  if (whole === '') return NaN;
  return Number(`${sign}${Number(whole) * 100 + Number(rest.padEnd(2, '0') || 0)}`);
}
