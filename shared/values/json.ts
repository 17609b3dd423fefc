// JSON in and out without changing a digit. A plain JSON.parse turns 12345678901234567890 and 1.10 into other numbers. Here a
// number that a double cannot write back as it came is kept as its source text, unless its text is nested too deep.

import * as v from 'valibot';

export type JsonObject = { readonly [field: string]: unknown };

/** A number kept as its text, which JSON.stringify writes back. */
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

/**
 * Finds a text that may hold a number whose digits the plain parser would change, apart from a text that is one number. Most texts
 * have none, and the plain parser is several times as fast. json.test.ts checks that both read all other texts alike.
 */
const mayLoseDigits = /[:,[]\s*-?(?:\d{16}|\d+[.eE]|(?<=-)0)/;
/** Finds a text that is one number. It is a pattern of its own for speed: in the one above it takes half as long again. */
const isOneNumber = /^\s*-?\d/;

/** The value of a JSON text; undefined, which no JSON text can mean, where the text is not JSON. */
export function readJson(text: string): unknown {
  try {
    return mayLoseDigits.test(text) || isOneNumber.test(text)
      ? JSON.parse(text, keepDigits)
      : JSON.parse(text);
  } catch (error) {
    // Too deep for a reviver and not for the parser: it is JSON, though its digits may change and it cannot be written again.
    return error instanceof RangeError ? JSON.parse(text) : undefined;
  }
}

/**
 * The deepest nesting that is taken. Much deeper JSON can be read and not written again: the stack ends after some 3,000 levels.
 */
export const deepestLevels = 500;

export function isTooDeep(value: unknown, levels = deepestLevels): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && isTooDeep(inner, levels - 1)) return true;
  }
  return false;
}

/**
 * True for a record with a field that is nested more than `deepestLevels` deep. `text` is its source: a level takes two characters,
 * so a record with a short one is not searched.
 */
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

/** The schema of an object with any field names: v.record leaves out __proto__, prototype and constructor. */
export const byAnyName = <Value extends v.GenericSchema>(value: Value) =>
  v.custom<Record<string, v.InferOutput<Value>>>(
    (input) => isJsonObject(input) && Object.values(input).every((field) => v.is(value, field)),
  );

/** The number, also where it was kept as text; undefined for any other value. */
export function numberOf(value: unknown): number | undefined {
  if (JSON.isRawJSON(value)) return Number(value.rawJSON);
  return typeof value === 'number' ? value : undefined;
}
