// The kinds of field that the API's pages know, as valibot schemas that judge and change nothing.
// A valibot issue has no place for Feishu's code, so its message carries the code and judge.ts makes the sentence
// from what was expected and received.

import * as v from 'valibot';

import { isCalendarDate, isCalendarTime } from '../../values/calendar-date.ts';
import { isZero, readAmount } from '../../values/decimal.ts';
import { isJsonObject, numberOf } from '../../values/json.ts';
import { badParameter } from './fault.ts';

const maxInt = 2_147_483_647;

/** One thing that holds of a field, or `code` with what was expected instead. */
function must<Value>(expected: string, holds: (value: Value) => boolean, code: number) {
  return { ...v.check(holds, String(code)), expects: expected };
}

/** The pages count characters. What they take for one is their secret, so the reading that counts fewest goes. */
const atMost = (maxChars: number, code = badParameter) =>
  must<string>(
    `at most ${maxChars} characters`,
    // A character is one or two code units: what is longer than that is not worth a list of all its characters.
    (text) => text.length <= maxChars || (text.length <= 2 * maxChars && Array.from(text).length <= maxChars),
    code,
  );

const notEmpty = (code = badParameter) => must<string>('some text', (text) => text !== '', code);

/** What the pages give as the length of nearly every text. */
const usualChars = 255;

export const anyText = v.string();
export const text = v.pipe(v.string(), atMost(usualChars));
export const filledText = v.pipe(v.string(), notEmpty());
/** What names a record: never empty, or its result could not be told from the others. */
export const identity = v.pipe(v.string(), notEmpty(), atMost(usualChars));

export const currency = (code: number) => v.pipe(v.string(), notEmpty(code), atMost(usualChars));

export const remark = (code = badParameter) => v.pipe(v.string(), atMost(3000, code));

const amountFormat = (code: number) =>
  must<string>(
    'a number in digits with an optional decimal point, like 2000.00',
    (value) => readAmount(value).kind !== 'not_a_number',
    code,
  );

/** `maxChars` only where the page states a length: what only the API Explorer's copy knows has none. */
export const amount = (code: number) => v.pipe(v.string(), amountFormat(code));
export const shortAmount = (code: number) => v.pipe(amount(code), atMost(usualChars));

export const notZero = (code: number) =>
  must<string>(
    'an amount other than 0',
    (value) => {
      const amountRead = readAmount(value);
      return !(amountRead.kind === 'plain' && isZero(amountRead.value));
    },
    code,
  );

export const date = (code = badParameter) =>
  v.pipe(v.string(), must('a date that exists, written YYYY-MM-DD', isCalendarDate, code));

export const time = v.pipe(
  v.string(),
  must('a time that exists, written YYYY-MM-DD hh:mm:ss in UTC+8', isCalendarTime, badParameter),
);

export const oneOf = (values: readonly string[], code = badParameter) =>
  v.pipe(
    v.string(),
    must(`one of ${values.join(', ')}`, (value) => values.includes(value), code),
  );

/** How a cell of a table, which is text, becomes a value; everything without this mark stays text. */
const fromInteger = v.metadata({ cell: 'int' });

/** An integer however it is written: 2, 2.0 and 2e0 are the same number, and the digits go out as they came. */
const isInteger = (value: unknown) => Number.isInteger(numberOf(value));

/** From `min` up, with `code` for what is below, to the largest int that the pages allow. */
export const int = (min: number, code = badParameter) =>
  v.pipe(
    anyInt,
    must(
      `an integer of ${min} or more`,
      (value) => !isInteger(value) || Number(numberOf(value)) >= min,
      code,
    ),
    must(
      `an integer of ${maxInt} or less`,
      (value) => !isInteger(value) || Number(numberOf(value)) <= maxInt,
      badParameter,
    ),
  );

/** An int whose range no page states, and every int in an answer: there the sender decides. */
export const anyInt = v.pipe(v.unknown(), fromInteger, must('an integer', isInteger, badParameter));

export const list = <Item extends v.GenericSchema>(item: Item) => v.array(item);
export const listOfAtMost = <Item extends v.GenericSchema>(maxItems: number, item: Item) =>
  v.pipe(
    v.array(item),
    must<v.InferOutput<Item>[]>(`at most ${maxItems}`, (items) => items.length <= maxItems, badParameter),
  );

/** Absent, or null, which JSON writers send for absent. */
export const optional = <Field extends v.GenericSchema>(field: Field) => v.nullish(field);

/** Empty text in an update may mean "as it is", or nothing: the pages do not say. */
export const mayBeBlank = (field: v.GenericSchema) =>
  v.nullish(v.lazy((value): v.GenericSchema => (value === '' ? anyText : field)));

/** An object with these fields and any others: what nobody knows yet goes through. */
export const object = <Entries extends v.ObjectEntries>(entries: Entries) =>
  goodAtOnce(v.pipe(v.unknown(), must('an object', isJsonObject, badParameter), v.object(entries)), entries);

/**
 * Nearly every object is good, and valibot copies it to say so. Here its fields are asked where it is; whatever is not
 * good goes to valibot's own object, which finds all that is wrong.
 */
function goodAtOnce<Schema extends v.GenericSchema>(schema: Schema, entries: v.ObjectEntries): Schema {
  const fields = Object.entries(entries);
  const isGood = (value: unknown, config: v.Config<v.BaseIssue<unknown>>) =>
    isJsonObject(value) &&
    fields.every(([name, field]) =>
      name in value ? !field['~run']({ value: value[name] }, config).issues : field.type === 'nullish',
    );
  return {
    ...schema,
    '~run': (dataset, config) =>
      isGood(dataset.value, config) ? { typed: true, value: dataset.value } : schema['~run'](dataset, config),
  };
}

/** An object with these fields only: a misspelt filter would quietly match everything. */
export const onlyObject = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.unknown(), must('an object', isJsonObject, badParameter), v.strictObject(entries));
