// Whether what Feishu holds is what was sent, by meaning: amounts by value, details in any order. Only what was sent is
// compared, and only what Feishu shows.

import { equal, readAmount } from '../../../shared/values/decimal.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { issuanceStatuses } from '../../../shared/feishu/operations/values.ts';
import { isJsonObject, numberOf, type JsonObject } from '../../../shared/values/json.ts';

export type Comparison = 'same' | 'other' | 'hidden';

/** What of an operation the comparison has to know. */
export interface ComparedFields {
  /** Fields that Feishu hides from an app without their scope. */
  readonly scoped: ReadonlySet<string>;
  readonly amount: string | undefined;
}

function isAmount(field: string, { amount }: ComparedFields): boolean {
  return field === amount || field.includes('amount');
}

/** Without these nobody can say that two payments are the same. */
function isNeeded(field: string, view: ComparedFields): boolean {
  return isAmount(field, view) || ['user_id', 'item_id', 'currency_id'].includes(field);
}

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

export function compare(sent: JsonObject, stored: JsonObject, view: ComparedFields): Comparison {
  let hidden = false;
  for (const [field, value] of Object.entries(sent)) {
    if (value === undefined || value === null || value === '') continue;
    const shown = stored[field];
    if (shown === undefined || shown === null) {
      if (isNeeded(field, view) || Array.isArray(value)) hidden = true;
      // A field that could be shown, and is not, is empty there.
      else if (!mayBeUnshown.has(field) && !view.scoped.has(field)) return 'other';
      continue;
    }
    if (field === 'id') continue;
    const fits = Array.isArray(value)
      ? compareLists(value, shown, view)
      : sameValue(field, value, shown, view)
        ? 'same'
        : 'other';
    if (fits === 'other') return 'other';
    hidden ||= fits === 'hidden';
  }
  return hidden ? 'hidden' : 'same';
}

export function comparedFieldsOf({ amount, recovery }: WriteOperation): ComparedFields {
  const paths = Object.keys(recovery.query.fieldScopes);
  // Of records and their details alike.
  return { amount, scoped: new Set(paths.map((path) => path.split('.').at(-1) ?? path)) };
}

/** As multisets: each element that was sent has one of its own among the stored. */
function compareLists(sent: readonly unknown[], stored: unknown, view: ComparedFields): Comparison {
  if (!Array.isArray(stored) || stored.length !== sent.length) return 'other';
  const left: unknown[] = [...stored];
  let hidden = false;
  for (const element of sent) {
    const fits = left.map((candidate) => compareElements(element, candidate, view));
    const at = fits.includes('same') ? fits.indexOf('same') : fits.indexOf('hidden');
    if (at < 0) return 'other';
    hidden ||= fits[at] === 'hidden';
    left.splice(at, 1);
  }
  return hidden ? 'hidden' : 'same';
}

function compareElements(sent: unknown, stored: unknown, view: ComparedFields): Comparison {
  if (!isJsonObject(sent) || !isJsonObject(stored))
    return JSON.stringify(sent) === JSON.stringify(stored) ? 'same' : 'other';
  return compare(sent, stored, view);
}

function sameValue(field: string, sent: unknown, stored: unknown, view: ComparedFields): boolean {
  // What payroll makes of "to be issued" has a name that no page lists: it is what was sent, and further on.
  if (field === 'issuance_status' && sent === 'to_be_issued' && !issuanceStatuses.includes(String(stored)))
    return true;
  const numbers = [numberOf(sent), numberOf(stored)];
  if (numbers[0] !== undefined && numbers[0] === numbers[1]) return true;
  if (
    typeof sent === 'string' &&
    typeof stored === 'string' &&
    (isAmount(field, view) || field.includes('decimal'))
  ) {
    const [a, b] = [readAmount(sent), readAmount(stored)];
    if (a.kind === 'plain' && b.kind === 'plain') return equal(a.value, b.value);
  }
  return JSON.stringify(sent) === JSON.stringify(stored);
}
