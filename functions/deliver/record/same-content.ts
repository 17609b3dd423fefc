// Compares a record that was sent with the one that Feishu holds, by meaning: amounts and other numbers by value, details in
// any order. Only fields that were sent with a value are compared, without those that are `ignored`.

import type { ComparedFields, WriteOperation } from '../../../shared/feishu/operation.ts';
import { equal, readAmount } from '../../../shared/values/decimal.ts';
import { isJsonObject, numberOf, type JsonObject } from '../../../shared/values/json.ts';

export type Comparison =
  | 'same'
  | 'other'
  /** Nothing is seen to differ, but a field that the comparison needs is not shown. */
  | 'hidden';

export interface Compared {
  readonly fields: ComparedFields;
  /** Fields that Feishu hides from an app without their scope. */
  readonly scoped: ReadonlySet<string>;
  /** A field that was sent empty must be empty there too, and what was sent of the `ignored` fields is compared. */
  readonly strict: boolean;
}

export function comparedOf({ compared, recovery }: WriteOperation): Compared {
  const paths = Object.keys(recovery.query.fieldScopes);
  // Fields of details are compared by their names without a path.
  const scoped = new Set(paths.map((path) => path.slice(path.lastIndexOf('.') + 1)));
  return { fields: compared, scoped, strict: false };
}

/** For a record that is not to be sent if it is the same: each field that Feishu keeps must be shown, and details keep their ids. */
export function strictlyComparedOf({ compared }: WriteOperation): Compared {
  return { fields: { ...compared, unshown: compared.ofCall }, scoped: new Set(), strict: true };
}

export function compare(sent: JsonObject, stored: JsonObject, how: Compared): Comparison {
  const { amounts, needed, unshown, ignored } = how.fields;
  let hidden = false;
  for (const [field, value] of Object.entries(sent)) {
    const shown = stored[field];
    const isEmpty = (value ?? '') === '';
    if (ignored.includes(field) && (isEmpty || !how.strict)) continue;
    if (isEmpty) {
      if (how.strict && value !== undefined && (shown ?? '') !== '') return 'other';
      continue;
    }
    if (shown === undefined || shown === null) {
      if (amounts.includes(field) || needed.includes(field) || Array.isArray(value)) hidden = true;
      // Feishu would show the field if it had a value, so it is empty there.
      else if (!unshown.includes(field) && !how.scoped.has(field)) return 'other';
      continue;
    }
    const fits = Array.isArray(value)
      ? compareLists(value, shown, how)
      : sameValue(field, value, shown, how.fields)
        ? 'same'
        : 'other';
    if (fits === 'other') return 'other';
    hidden ||= fits === 'hidden';
  }
  return hidden ? 'hidden' : 'same';
}

/**
 * Compares lists in any order. They must be of one length, and each element that was sent needs a stored one of its own that
 * fits.
 */
function compareLists(sent: readonly unknown[], stored: unknown, how: Compared): Comparison {
  if (!Array.isArray(stored) || stored.length !== sent.length) return 'other';
  const left: unknown[] = [...stored];
  let hidden = false;
  for (const element of sent) {
    const fits = left.map((candidate) => compareElements(element, candidate, how));
    const at = fits.includes('same') ? fits.indexOf('same') : fits.indexOf('hidden');
    if (at < 0) return 'other';
    hidden ||= fits[at] === 'hidden';
    left.splice(at, 1);
  }
  return hidden ? 'hidden' : 'same';
}

function compareElements(sent: unknown, stored: unknown, how: Compared): Comparison {
  if (!isJsonObject(sent) || !isJsonObject(stored))
    return JSON.stringify(sent) === JSON.stringify(stored) ? 'same' : 'other';
  return compare(sent, stored, how);
}

function sameValue(field: string, sent: unknown, stored: unknown, fields: ComparedFields): boolean {
  const movesOn = Object.hasOwn(fields.movesOn, field) ? fields.movesOn[field] : undefined;
  if (movesOn && movesOn.from === sent && !movesOn.listed.includes(String(stored))) return true;
  const numbers = [numberOf(sent), numberOf(stored)];
  if (numbers[0] !== undefined && numbers[0] === numbers[1]) return true;
  const byValue = fields.amounts.includes(field) || fields.decimals.includes(field);
  if (byValue && typeof sent === 'string' && typeof stored === 'string') {
    const [a, b] = [readAmount(sent), readAmount(stored)];
    if (a.kind === 'plain' && b.kind === 'plain') return equal(a.value, b.value);
  }
  return JSON.stringify(sent) === JSON.stringify(stored);
}

/**
 * True if Feishu holds what the before-image shows. A field that only one of the two shows does not count, unless it was sent: Feishu
 * may show one more, or one less, than it did.
 */
export function isAsBefore(sent: JsonObject, image: JsonObject | undefined, stored: JsonObject): boolean {
  return image !== undefined && isAsIn(fieldsIn(sent), image, stored);
}

function isAsIn(sent: ReadonlySet<string>, image: unknown, stored: unknown): boolean {
  if (Array.isArray(image) && Array.isArray(stored))
    return image.length === stored.length && image.every((one, index) => isAsIn(sent, one, stored[index]));
  if (!isJsonObject(image) || !isJsonObject(stored)) return JSON.stringify(image) === JSON.stringify(stored);
  const fields = new Set([...Object.keys(image), ...Object.keys(stored)]);
  return [...fields].every((field) => {
    const counts = sent.has(field) || (Object.hasOwn(image, field) && Object.hasOwn(stored, field));
    return !counts || isAsIn(sent, image[field], stored[field]);
  });
}

/** The names of all fields of a record and of its details. */
export function fieldsIn(record: JsonObject): ReadonlySet<string> {
  const details = Object.values(record).flatMap((value) =>
    Array.isArray(value) ? value.filter(isJsonObject) : [],
  );
  return new Set([record, ...details].flatMap((one) => Object.keys(one)));
}
