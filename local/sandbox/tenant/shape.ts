// Checks a parsed query or body against the fields of a page: types, presence, lengths, ranges. Reading a list stops at
// `mostViolations`, so a body of a million wrong entries costs as much as one of a few hundred.

import type { FieldViolation } from '../envelope.ts';

const bad = Symbol('bad');
interface Report {
  readonly path: (string | number)[];
  readonly violations: FieldViolation[];
}
/** Reads one value. On a fault it adds to the report and returns `bad`. */
export type Shape<Value> = (value: unknown, report: Report) => Value | typeof bad;
export type Read<SomeShape> = SomeShape extends Shape<infer Value> ? Value : never;

const mostViolations = 500;

export function readShape<Value>(
  shape: Shape<Value>,
  value: unknown,
): { kind: 'read'; value: Value } | { kind: 'bad'; violations: FieldViolation[] } {
  const report: Report = { path: [], violations: [] };
  const read = shape(value, report);
  if (read === bad) return { kind: 'bad', violations: report.violations };
  return { kind: 'read', value: read };
}

function fault({ path, violations }: Report, value: unknown, description: string): typeof bad {
  const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 255) : '';
  if (violations.length < mostViolations)
    violations.push({ field: field.replace(/^\./, ''), value: shown, description });
  return bad;
}

/** Counts code points, not UTF-16 units: 😀 is one. */
export const isLongerThan = (maxLength: number, value: string): boolean =>
  value.length > maxLength && Array.from(value).length > maxLength;

/** Text of at most `maxLength` characters. Half a surrogate pair is refused. */
export const text =
  (maxLength: number): Shape<string> =>
  (value, report) => {
    if (typeof value !== 'string')
      return fault(report, value, value === undefined ? 'is required' : 'must be a string');
    if (!value.isWellFormed()) return fault(report, '', 'must be well-formed Unicode');
    if (isLongerThan(maxLength, value)) return fault(report, value, `max length is ${maxLength}`);
    return value;
  };

/** Text of the greatest length that nearly every field of the pages has. */
export const shortText = text(255);
/** Text of any length, for fields whose page states none. */
export const anyText = text(Infinity);

/** A number in the range, written in a query string as 1 to 9 digits. */
export const digits =
  (least: number, most: number): Shape<number> =>
  (value, report) => {
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most
      ? number
      : fault(report, value, `must be from ${least} to ${most}`);
  };

/** An integer in the range that the pages give to every int. */
export const whole: Shape<number> = (value, report) => {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return fault(report, value, value === undefined ? 'is required' : 'must be an integer');
  return value >= 0 && value <= 2_147_483_647 ? value : fault(report, value, 'must be from 0 to 2147483647');
};

export const oneOf =
  <const Value extends string>(choices: readonly Value[]): Shape<Value> =>
  (value, report) =>
    choices.find((choice) => choice === value) ??
    fault(report, value, `must be one of ${choices.join(', ')}`);

/** A value that may be absent. Null counts as absent. */
export const optional =
  <Value>(shape: Shape<Value>): Shape<Value | undefined> =>
  (value, report) =>
    value === undefined || value === null ? undefined : shape(value, report);

export const listOf =
  <Value>(shape: Shape<Value>, maxLength = Infinity): Shape<Value[]> =>
  (value, report) => {
    if (!Array.isArray(value))
      return fault(report, value, value === undefined ? 'is required' : 'must be a list');
    if (value.length > maxLength) return fault(report, value, `max length is ${maxLength}`);
    const read: Value[] = [];
    for (const [index, entry] of value.entries()) {
      report.path.push(index);
      const item = shape(entry, report);
      report.path.pop();
      if (report.violations.length >= mostViolations) return bad;
      if (item !== bad) read.push(item);
    }
    return read.length === value.length ? read : bad;
  };

export type ObjectShape<Value> = Shape<Value> & { readonly names: ReadonlySet<string> };

/** An object whose fields have these shapes. Other fields are ignored. */
export const objectOf = <Fields extends Record<string, Shape<unknown>>>(
  fields: Fields,
): ObjectShape<{ [Name in keyof Fields]: Read<Fields[Name]> }> => {
  const shape: Shape<{ [Name in keyof Fields]: Read<Fields[Name]> }> = (value, report) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fault(report, value, 'must be an object');
    const given = new Map<string, unknown>(Object.entries(value));
    const read: Record<string, unknown> = {};
    let isWhole = true;
    for (const [name, inner] of Object.entries(fields)) {
      report.path.push(name);
      read[name] = inner(given.get(name), report);
      report.path.pop();
      if (read[name] === bad) isWhole = false;
    }
    if (!isWhole) return bad;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built field by field from `fields`
    return read as { [Name in keyof Fields]: Read<Fields[Name]> };
  };
  return Object.assign(shape, { names: new Set(Object.keys(fields)) });
};
