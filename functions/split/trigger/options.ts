// What a file or message asks for, as path segments name=value, object metadata, or fields of a message. An option that
// nobody knows stops the file: it was meant to protect somebody.

import * as v from 'valibot';

import { readAmount } from '../../../shared/values/decimal.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { UserIdType } from '../../../shared/feishu/operations/parameters.ts';
import { show, showName } from '../../../shared/words/show.ts';
import { numberOf } from '../../../shared/values/json.ts';
import { nearest } from '../../../shared/words/nearest.ts';
import type { Options } from '../../../shared/job/plan.ts';

export interface Given {
  readonly name: string;
  readonly value: unknown;
  /** Metadata may be somebody else's: tools write their own names there. */
  readonly maybeForeign: boolean;
}

export interface UsualOptions {
  readonly userIdType: UserIdType;
  readonly maxRejectedPercent: number;
}

const yesOrNo = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])]),
  v.transform((value) => String(value) === 'true'),
);
/** From the path as text; from a message as a number, which writers of JSON may write 20 or 20.0. */
const number = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : numberOf(value),
  ),
  v.number(),
);

/** What each option takes, and how it is said to a person. */
const known = {
  user_id_type: {
    schema: v.picklist(['open_id', 'union_id', 'user_id', 'people_corehr_id']),
    expected: 'open_id, union_id, user_id or people_corehr_id',
  },
  dry_run: { schema: yesOrNo, expected: 'true or false' },
  max_rejected_percent: {
    schema: v.pipe(number, v.minValue(0), v.maxValue(100)),
    expected: 'a number from 0 to 100',
  },
  expected_records: { schema: v.pipe(number, v.integer(), v.minValue(0)), expected: 'a whole number' },
  approval: { schema: v.picklist(['required', 'none']), expected: 'required or none' },
} as const;

const totalPrefix = 'expected_total.';

export type OptionsRead =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] };

export function readOptions(
  given: readonly Given[],
  operation: WriteOperation,
  usual: UsualOptions,
): OptionsRead {
  const faults: string[] = [];
  const values = new Map<string, unknown>();
  const totals = new Map<string, string>();

  for (const { name, value, maybeForeign } of given) {
    if (name.startsWith(totalPrefix) && name.length > totalPrefix.length) {
      const currency = name.slice(totalPrefix.length);
      if (typeof value !== 'string' || readAmount(value).kind !== 'plain')
        faults.push(`${showName(name)} is ${show(value)}, expected an amount as text, like 2000.00`);
      else if ((totals.get(currency) ?? value) !== value)
        faults.push(`${showName(name)} is given twice, as ${show(totals.get(currency))} and ${show(value)}`);
      else totals.set(currency, value);
      continue;
    }
    const meant = nearest(name, [...Object.keys(known), totalPrefix]);
    if (!isKnown(name)) {
      if (!maybeForeign || meant !== undefined)
        faults.push(`nobody knows the option ${show(name)}${meant === undefined ? '' : `, is it ${meant}?`}`);
      continue;
    }
    const read = v.safeParse(known[name].schema, value);
    if (!read.success) faults.push(`${name} is ${show(value)}, expected ${known[name].expected}`);
    else if (values.has(name) && values.get(name) !== read.output)
      faults.push(`${name} is given twice, as ${show(values.get(name))} and ${show(read.output)}`);
    else values.set(name, read.output);
  }
  if (faults.length > 0) return { kind: 'wrong', faults };
  return {
    kind: 'options',
    options: {
      ...usualOf(operation, usual),
      ...Object.fromEntries(values),
      expected_total: Object.fromEntries(totals),
    },
  };
}

function isKnown(name: string): name is keyof typeof known {
  return Object.hasOwn(known, name);
}

/** What is removed cannot be brought back, so a person looks first. */
function usualOf({ done }: WriteOperation, { userIdType, maxRejectedPercent }: UsualOptions): Options {
  return {
    user_id_type: userIdType,
    dry_run: false,
    max_rejected_percent: maxRejectedPercent,
    expected_total: {},
    approval: done === 'removed' ? 'required' : 'none',
  };
}
