// JSON in and out without touching a digit. A plain JSON.parse turns 12345678901234567890 and 1.10 into other
// numbers; here a number that a double cannot write back as it came stays as its source text.

import * as v from 'valibot';

export type JsonObject = { readonly [field: string]: unknown };

/** A number kept as written, which JSON.stringify writes back as it came. */
interface RawNumber {
  readonly rawJSON: string;
}

// Part of the language since 2025 (https://github.com/tc39/proposal-json-parse-with-source), not yet in TypeScript's lib.
declare global {
  interface JSON {
    rawJSON(source: string): RawNumber;
    isRawJSON(value: unknown): value is RawNumber;
    parse(text: string, reviver: (key: string, value: unknown, at: { source?: string }) => unknown): unknown;
  }
}

/** Most texts hold no such number, and the plain parser is several times as fast. */
const mayLoseDigits = /[:,[]\s*-?(?:\d{16}|\d+[.eE]|(?<=-)0)/;
/** Apart, for a pattern that asks for the beginning at every place takes half as long again. */
const isOneNumber = /^\s*-?\d/;

/** The value of a JSON text; undefined, which no JSON text can mean, where the text is not JSON. */
export function readJson(text: string): unknown {
  try {
    return mayLoseDigits.test(text) || isOneNumber.test(text)
      ? JSON.parse(text, keepDigits)
      : JSON.parse(text);
  } catch (error) {
    // Nested too deep for a reviver, though not for the parser: it is JSON, if nothing that anybody can write again.
    return error instanceof RangeError ? JSON.parse(text) : undefined;
  }
}

/** Deeper values can be read as JSON, but not written again: the stack ends somewhere behind 3,000 levels. */
export const deepestLevels = 500;

export function isTooDeep(value: unknown, levels = deepestLevels): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && isTooDeep(inner, levels - 1)) return true;
  }
  return false;
}

/** Of a record, whose fields may be as deep as that. A level has a beginning and an end: short texts are not looked through. */
export function isTooDeepRecord(value: unknown, text: string): boolean {
  return text.length > 2 * deepestLevels && isTooDeep(value, deepestLevels + 1);
}

function keepDigits(_key: string, value: unknown, { source }: { source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined || JSON.stringify(value) === source) return value;
  return JSON.rawJSON(source);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

/** Fields of any name: v.record leaves out those that are called __proto__, prototype or constructor. */
export const byAnyName = <Value extends v.GenericSchema>(value: Value) =>
  v.custom<Record<string, v.InferOutput<Value>>>(
    (input) => isJsonObject(input) && Object.values(input).every((field) => v.is(value, field)),
  );

/** What a value counts as, whether it was kept as text or not; undefined for anything but a number. */
export function numberOf(value: unknown): number | undefined {
  if (JSON.isRawJSON(value)) return Number(value.rawJSON);
  return typeof value === 'number' ? value : undefined;
}
