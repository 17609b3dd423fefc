// Answers of Feishu's that are not as they should be.

import fc from 'fast-check';

import type { Answer } from '../../shared/feishu/answer.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { jsonObject, jsonValue } from './json-text.ts';

export const valueOf = jsonValue.map(({ text }) => readJson(text));

export const codes = fc.oneof(
  fc.constantFrom(0, 0, 2290001, 2290002, 99991400, 99991663, 99991672, 99992402, 21270202, 1500),
  fc.constantFrom('0', null, -0, 0.5, false, [0], {}),
  fc.integer(),
);

/** A good answer with some of its values dropped, replaced or doubled. */
export const bent = (good: JsonObject): fc.Arbitrary<JsonObject> =>
  fc
    .array(
      fc.record({
        at: fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 }),
        how: fc.constantFrom('drop' as const, 'replace' as const, 'double' as const),
        by: valueOf,
      }),
      { maxLength: 3 },
    )
    .map((bends) =>
      bends.reduce<JsonObject>((body, { at, how, by }) => objectOf(bend(body, at, how, by)), good),
    );

export function bend(
  value: unknown,
  [step = 0, ...path]: readonly number[],
  how: 'drop' | 'replace' | 'double',
  by: unknown,
): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0) return value;
    const at = step % value.length;
    const inner: unknown = value[at];
    if (path.length > 0) return value.with(at, bend(inner, path, how, by));
    if (how === 'drop') return value.toSpliced(at, 1);
    return how === 'double' ? value.toSpliced(at, 0, inner) : value.with(at, by);
  }
  if (!isJsonObject(value)) return how === 'replace' ? by : value;
  const names = Object.keys(value);
  const name = names[step % Math.max(1, names.length)];
  if (name === undefined) return value;
  if (path.length > 0) return { ...value, [name]: bend(value[name], path, how, by) };
  if (how === 'drop') return Object.fromEntries(Object.entries(value).filter(([field]) => field !== name));
  return how === 'double' ? { ...value, again: value[name] } : { ...value, [name]: by };
}

export function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

export const envelope = fc.record({
  code: codes,
  msg: fc.oneof(fc.string(), valueOf),
  data: fc.oneof(
    jsonObject.map(({ text }) => readJson(text)),
    valueOf,
  ),
  error: fc.oneof(
    fc.record({
      log_id: valueOf,
      field_violations: fc.array(fc.record({ field: valueOf, value: valueOf })),
      permission_violations: fc.array(fc.oneof(fc.record({ subject: fc.string() }), valueOf)),
      helps: fc.array(fc.oneof(fc.record({ url: fc.string() }), valueOf)),
    }),
    valueOf,
  ),
});

/** The kinds of a call's end for which an answer arrived. */
export const kinds: ReadonlySet<string> = new Set<Answer['kind']>([
  'accepted',
  'refused',
  'throttled',
  'unauthorised',
  'barred',
  'broken',
  'unknown_code',
]);
