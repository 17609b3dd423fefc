// Reads the options of a file (path segments name=value, and object metadata) or of a message (its fields). An unknown option
// stops the file, because it may have been meant as a protection. In metadata it does so only if its name is like that of an
// option.

import * as v from 'valibot';

import { readAmount } from '../../../shared/values/decimal.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { TableOperation } from '../../../shared/feishu/titles/operation-table.ts';
import type { UserIdType } from '../../../shared/feishu/operations/parameters.ts';
import { say, type Say } from '../../../shared/words/say.ts';
import { shortName, shown } from '../../../shared/words/show.ts';
import { numberOf } from '../../../shared/values/json.ts';
import { languages, type Language } from '../../../shared/words/sentences.ts';
import { nearest } from '../../../shared/words/nearest.ts';
import { encodings } from '../../../shared/job/encoding.ts';
import type { Format, Options } from '../../../shared/job/plan.ts';
import { readGivenOnce } from '../read/table/given-once.ts';

export interface Given {
  readonly name: string;
  readonly value: unknown;
  /**
   * True in metadata. Tools write names of their own there, so an unknown name is a fault only if it is like that of an
   * option.
   */
  readonly maybeForeign: boolean;
}

export interface UsualOptions {
  readonly userIdType: UserIdType;
  readonly maxRejectedPercent: number;
  readonly language: Language;
}

const yesOrNo = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])]),
  v.transform((value) => String(value) === 'true'),
);
/** A number: a text in a path or metadata; a text or a number in a message, where some writers of JSON write 20.0. */
const number = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : numberOf(value),
  ),
  v.number(),
);

/** The options except expected_total, what each takes, and how that is said to a person. */
const known = {
  user_id_type: {
    schema: v.picklist(['open_id', 'union_id', 'user_id', 'people_corehr_id']),
    expected: say('expectations.user_id_type'),
  },
  dry_run: { schema: yesOrNo, expected: say('expectations.true_or_false') },
  max_rejected_percent: {
    schema: v.pipe(number, v.minValue(0), v.maxValue(100)),
    expected: say('expectations.percent'),
  },
  expected_records: {
    schema: v.pipe(number, v.integer(), v.minValue(0)),
    expected: say('expectations.whole_number'),
  },
  language: { schema: v.picklist(languages), expected: say('expectations.language') },
  approval: { schema: v.picklist(['required', 'none']), expected: say('expectations.approval') },
  encoding: {
    schema: v.picklist(encodings),
    expected: say('expectations.one_of', { values: encodings }),
  },
  sheet: { schema: v.pipe(v.string(), v.nonEmpty()), expected: say('expectations.some_text') },
} as const;

const totalPrefix = 'expected_total.';
const defaultPrefix = 'default.';

export type OptionsRead =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'wrong'; readonly faults: readonly Say[] };

export function readOptions(
  given: readonly Given[],
  operation: TableOperation,
  format: Format,
  usual: UsualOptions,
): OptionsRead {
  const faults: Say[] = [];
  const values = new Map<string, unknown>();
  const totals = new Map<string, string>();
  const defaults = new Map<string, string>();

  for (const { name, value, maybeForeign } of given) {
    if (name.startsWith(totalPrefix) && name.length > totalPrefix.length) {
      const currency = name.slice(totalPrefix.length);
      if (typeof value !== 'string' || readAmount(value).kind !== 'plain')
        faults.push(
          say('file.option_wrong', {
            name: shortName(name),
            value: shown(value),
            expected: say('expectations.amount_as_text'),
          }),
        );
      else if ((totals.get(currency) ?? value) !== value)
        faults.push(
          say('file.option_twice', {
            name: shortName(name),
            first: shown(totals.get(currency)),
            second: shown(value),
          }),
        );
      else totals.set(currency, value);
      continue;
    }
    if (name.startsWith(defaultPrefix) && name.length > defaultPrefix.length) {
      faults.push(...takeDefault(operation, format, name, value, defaults));
      continue;
    }
    const meant = nearest(name, [...Object.keys(known), ...prefixed(name)]);
    if (!isKnown(name)) {
      if (!maybeForeign || meant !== undefined)
        faults.push(say('file.option_unknown', { name: shown(name), meant }));
      continue;
    }
    const read = v.safeParse(known[name].schema, value);
    if (!read.success)
      faults.push(
        say('file.option_wrong', {
          name: shortName(name),
          value: shown(value),
          expected: known[name].expected,
        }),
      );
    else if (values.has(name) && values.get(name) !== read.output)
      faults.push(
        say('file.option_twice', { name, first: shown(values.get(name)), second: shown(read.output) }),
      );
    else values.set(name, read.output);
  }
  if (values.has('encoding') && format !== 'csv' && format !== 'tsv')
    faults.push(say('encoding.only_for_text'));
  if (values.has('sheet') && format !== 'xlsx') faults.push(say('table.only_for_workbooks'));
  if (faults.length > 0) return { kind: 'wrong', faults };
  return {
    kind: 'options',
    options: {
      ...usualOf(operation, usual),
      ...Object.fromEntries(values),
      expected_total: Object.fromEntries(totals),
      ...(defaults.size > 0 ? { default: Object.fromEntries(defaults) } : {}),
    },
  };
}

/** The options that begin with a prefix, with what stands behind the first dot of the name. */
function prefixed(name: string): readonly string[] {
  const [, rest = ''] = /^[^.]*\.(.*)$/s.exec(name) ?? [];
  return [totalPrefix + rest, defaultPrefix + rest];
}

/** Answers with the faults of an option default.FIELD. */
function takeDefault(
  operation: TableOperation,
  format: Format,
  name: string,
  value: unknown,
  defaults: Map<string, string>,
): readonly Say[] {
  if (!isTable(format)) return [say('table.only_for_tables', { name: shown(name) })];
  const read = readGivenOnce(operation, name.slice(defaultPrefix.length), value);
  if (read.kind === 'wrong') return [read.fault];
  const { path, text } = read;
  const before = defaults.get(path) ?? text;
  defaults.set(path, text);
  return before === text
    ? []
    : [
        say('table.default_twice', {
          field: path.split('.').at(-1) ?? path,
          first: shown(before),
          second: shown(text),
        }),
      ];
}

function isTable(format: Format): boolean {
  return format !== 'json' && format !== 'ndjson';
}

function isKnown(name: string): name is keyof typeof known {
  return Object.hasOwn(known, name);
}

/**
 * The options that hold where none are given. A removed record cannot be brought back, so removals wait for a person's
 * approval.
 */
function usualOf(
  { done }: WriteOperation,
  { userIdType, maxRejectedPercent, language }: UsualOptions,
): Options {
  return {
    user_id_type: userIdType,
    dry_run: false,
    max_rejected_percent: maxRejectedPercent,
    expected_total: {},
    approval: done === 'removed' ? 'required' : 'none',
    language,
  };
}
