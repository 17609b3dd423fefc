// Whether what Feishu holds is what was sent, by meaning: amounts by value, details in any order. Only what was sent is
// compared, and only what Feishu shows.

import { equal, readAmount } from '../../shared/decimal.ts';
import type { QueryOperation } from '../../shared/feishu/operation.ts';
import { isJsonObject, numberOf, type JsonObject } from '../../shared/json.ts';

export type Comparison = 'same' | 'other' | 'hidden';

/** Without these nobody can say that two payments are the same. */
const needed = /^(user_id|item_id|currency_id)$|amount/;
/** What a create or update may say, and a query need not show: not on its page, or only on the API Explorer's. */
const mayBeUnshown = new Set([
  'id',
  'issuance_index',
  'operation_source',
  'is_not_issued_due_to_offboarding',
  'binding_period_decimal',
  'detail_reference_period_start_date',
  'detail_reference_period_end_date',
]);

/** `scoped`: fields that Feishu hides from an app without their scope. */
export function compare(sent: JsonObject, stored: JsonObject, scoped: ReadonlySet<string>): Comparison {
  let hidden = false;
  for (const [field, value] of Object.entries(sent)) {
    if (value === undefined || value === null || value === '') continue;
    const shown = stored[field];
    if (shown === undefined || shown === null) {
      if (needed.test(field) || Array.isArray(value)) hidden = true;
      // A field that could be shown, and is not, is empty there.
      else if (!mayBeUnshown.has(field) && !scoped.has(field)) return 'other';
      continue;
    }
    if (field === 'id') continue;
    const fits = Array.isArray(value)
      ? compareLists(value, shown, scoped)
      : sameValue(field, value, shown)
        ? 'same'
        : 'other';
    if (fits === 'other') return 'other';
    hidden ||= fits === 'hidden';
  }
  return hidden ? 'hidden' : 'same';
}

/** What a query's scopes can hide, of records and their details alike. */
export function scopedFields({ fieldScopes }: QueryOperation): ReadonlySet<string> {
  return new Set(Object.keys(fieldScopes).map((path) => path.split('.').at(-1) ?? path));
}

/** As multisets: each element that was sent has one of its own among the stored. */
function compareLists(sent: readonly unknown[], stored: unknown, scoped: ReadonlySet<string>): Comparison {
  if (!Array.isArray(stored) || stored.length !== sent.length) return 'other';
  const left: unknown[] = [...stored];
  let hidden = false;
  for (const element of sent) {
    const fits = left.map((candidate) => compareElements(element, candidate, scoped));
    const at = fits.includes('same') ? fits.indexOf('same') : fits.indexOf('hidden');
    if (at < 0) return 'other';
    hidden ||= fits[at] === 'hidden';
    left.splice(at, 1);
  }
  return hidden ? 'hidden' : 'same';
}

function compareElements(sent: unknown, stored: unknown, scoped: ReadonlySet<string>): Comparison {
  if (!isJsonObject(sent) || !isJsonObject(stored))
    return JSON.stringify(sent) === JSON.stringify(stored) ? 'same' : 'other';
  return compare(sent, stored, scoped);
}

function sameValue(field: string, sent: unknown, stored: unknown): boolean {
  const numbers = [numberOf(sent), numberOf(stored)];
  if (numbers[0] !== undefined && numbers[0] === numbers[1]) return true;
  if (typeof sent === 'string' && typeof stored === 'string' && /amount|decimal/.test(field)) {
    const [a, b] = [readAmount(sent), readAmount(stored)];
    if (a.kind === 'plain' && b.kind === 'plain') return equal(a.value, b.value);
  }
  return JSON.stringify(sent) === JSON.stringify(stored);
}
