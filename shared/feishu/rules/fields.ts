// The kinds of field that the API's pages know, as valibot schemas that judge and change nothing. A valibot issue has no place
// for Feishu's code, so its message is the code; judge.ts makes the sentence from what was expected and received.

import * as v from 'valibot';

import { isCalendarDate, isCalendarTime } from '../../values/calendar-date.ts';
import { isZero, readAmount } from '../../values/decimal.ts';
import { isJsonObject, numberOf } from '../../values/json.ts';
import { coded } from '../../words/coded.ts';
import { say, type Say } from '../../words/say.ts';
import { fastObject } from './fast-object.ts';
import { badParameter } from './fault.ts';

const maxInt = 2_147_483_647;

/** A check of a field. If `holds` says no, its issue has `code` as message and tells what was `expected`. */
function check<Value>(expected: Say, holds: (value: Value) => boolean, code: number) {
  return { ...v.check(holds, String(code)), expects: coded(expected) };
}

/** The pages limit characters and do not say how they are counted. Code points are counted, because code units would be more. */
const atMost = (maxChars: number, code = badParameter) =>
  check<string>(
    say('expectations.at_most_chars', { chars: maxChars }),
    // A character is one or two code units, so a longer text need not be counted.
    (text) => text.length <= maxChars || (text.length <= 2 * maxChars && Array.from(text).length <= maxChars),
    code,
  );

const notEmpty = (code = badParameter) =>
  check<string>(say('expectations.some_text'), (text) => text !== '', code);

/** The most characters that the pages allow for nearly every text. */
const usualChars = 255;

export const anyText = v.string();
export const text = v.pipe(v.string(), atMost(usualChars));
export const filledText = v.pipe(v.string(), notEmpty());
/**
 * Two identities that look alike would be two payments of one person. Blanks of any width, joiners, fillers, marks of direction
 * and controls are what nobody sees.
 */
const plainName = () =>
  check<string>(
    say('expectations.plain_name'),
    (name) => !/[\s\p{Z}\p{Cf}\p{Cc}\p{DI}\u2800]/u.test(name),
    badParameter,
  );

/** The field that tells a record from the others (`unique_id` or `id`). It must not be empty: the record's result could not be found. */
export const identity = v.pipe(v.string(), notEmpty(), plainName(), atMost(usualChars));
/** The same where the page states no limit. */
export const longIdentity = v.pipe(v.string(), notEmpty(), plainName());

export const currency = (code: number) => v.pipe(v.string(), notEmpty(code), atMost(usualChars));

export const remark = (code = badParameter) => v.pipe(v.string(), atMost(3000, code));

const amountFormat = (code: number) =>
  check<string>(say('expectations.amount'), (value) => readAmount(value).kind !== 'not_a_number', code);

/** An amount of any length, for a field whose page states no limit. */
export const amount = (code: number) => v.pipe(v.string(), amountFormat(code));
export const shortAmount = (code: number) => v.pipe(amount(code), atMost(usualChars));

export const notZero = (code: number) =>
  check<string>(
    say('expectations.not_zero'),
    (value) => {
      const amountRead = readAmount(value);
      return !(amountRead.kind === 'plain' && isZero(amountRead.value));
    },
    code,
  );

export const date = (code = badParameter) =>
  v.pipe(v.string(), check(say('expectations.date'), isCalendarDate, code));

export const time = v.pipe(v.string(), check(say('expectations.time'), isCalendarTime, badParameter));

export const oneOf = (values: readonly string[], code = badParameter) =>
  v.pipe(
    v.string(),
    check(say('expectations.one_of', { values }), (value) => values.includes(value), code),
  );

/** Marks the fields whose cells become numbers; the cell of a field without this mark stays text. */
const fromInteger = v.metadata({ cell: 'int' });

/** 2, 2.0 and 2e0 are the same integer; the digits are sent as they came. */
const isInteger = (value: unknown) => Number.isInteger(numberOf(value));

/** An int from `min` to the largest that the pages allow; `code` is for a smaller one. */
export const int = (min: number, code = badParameter) =>
  v.pipe(
    anyInt,
    check(
      say('expectations.integer_from', { min }),
      (value) => !isInteger(value) || Number(numberOf(value)) >= min,
      code,
    ),
    check(
      say('expectations.integer_to', { max: maxInt }),
      (value) => !isInteger(value) || Number(numberOf(value)) <= maxInt,
      badParameter,
    ),
  );

/** An int whose range no page states, and every int in an answer. */
export const anyInt = v.pipe(
  v.unknown(),
  fromInteger,
  check(say('expectations.integer'), isInteger, badParameter),
);

export const list = <Item extends v.GenericSchema>(item: Item) => v.array(item);
export const listOfAtMost = <Item extends v.GenericSchema>(maxItems: number, item: Item) =>
  v.pipe(
    v.array(item),
    check<v.InferOutput<Item>[]>(
      say('expectations.at_most', { items: maxItems }),
      (items) => items.length <= maxItems,
      badParameter,
    ),
  );

/** A field that may be absent, or null, which some JSON writers send for absent. */
export const optional = <Field extends v.GenericSchema>(field: Field) => v.nullish(field);

/** A field that may be absent, null or empty text, as in an update: the pages do not say whether empty text changes the field. */
export const mayBeBlank = (field: v.GenericSchema) =>
  v.nullish(v.lazy((value): v.GenericSchema => (value === '' ? anyText : field)));

/** An object with these fields and any others: unknown fields go through. */
export const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  fastObject(
    v.pipe(v.unknown(), check(say('expectations.object'), isJsonObject, badParameter), v.object(entries)),
    entries,
  );

/** An object with these fields only: a misspelt filter would match everything in silence. */
export const onlyObject = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.unknown(), check(say('expectations.object'), isJsonObject, badParameter), v.strictObject(entries));
