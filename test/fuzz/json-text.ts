// Hostile but valid JSON: digits that no double holds, names with a meaning in JavaScript, lone surrogates, deep nesting.
// Each text comes with blanks wherever JSON allows them, and in the form in which it must be written.

import fc from 'fast-check';

export interface JsonText {
  /** With blanks. */
  readonly text: string;
  /** The same value without blanks. */
  readonly compact: string;
}

const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'toJSON',
  'length',
  'records',
  '_status',
  '_row',
];
const strangeTexts = [
  '\uFEFF',
  '\u0000',
  '\uD800',
  '\uDFFF\uD800',
  '\u2028',
  '"\\',
  '=1+1',
  "'",
  '7.39706E+18',
  '💰',
  'שלום\u202E',
  '\r\n',
];
const numbers = [
  '0',
  '-0',
  '-0.0',
  '1e5',
  '1E400',
  '-1e-400',
  '1.10',
  '12345678901234567890',
  '0.1000000000000000055511151231257827',
  '9007199254740993',
  '1e0',
];

const blanks = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2 });
const oneOfText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...strangeTexts) },
);
/** JavaScript moves names that look like integers to the front, so none of these is one. */
const oneOfName = fc
  .oneof({ weight: 3, arbitrary: oneOfText }, { weight: 1, arbitrary: fc.constantFrom(...names) })
  .map((name) => (/^\d+$/.test(name) ? `n${name}` : name));
const plain = (compact: string): JsonText => ({ text: compact, compact });

const leaf: fc.Arbitrary<JsonText> = fc.oneof(
  oneOfText.map((text) => plain(JSON.stringify(text))),
  fc.constantFrom('true', 'false', 'null', ...numbers).map(plain),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map((number) => plain(String(number))),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => plain(JSON.stringify(number))),
);

function between(parts: readonly JsonText[], [open, close]: readonly [string, string], blank: string) {
  const joined = (key: keyof JsonText, comma: string) => parts.map((part) => part[key]).join(comma);
  return {
    text: `${open}${blank}${joined('text', `${blank},${blank}`)}${blank}${close}`,
    compact: `${open}${joined('compact', ',')}${close}`,
  };
}

export const { jsonValue, jsonObject } = fc.letrec<{ jsonValue: JsonText; jsonObject: JsonText }>((tie) => ({
  jsonValue: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('jsonObject'),
    fc
      .tuple(fc.array(tie('jsonValue'), { maxLength: 4 }), blanks)
      .map(([parts, blank]) => between(parts, ['[', ']'], blank)),
  ),
  jsonObject: fc
    .tuple(
      fc.uniqueArray(fc.tuple(oneOfName, tie('jsonValue')), { selector: ([name]) => name, maxLength: 5 }),
      blanks,
    )
    .map(([fields, blank]) =>
      between(
        fields.map(([name, value]) => ({
          text: `${JSON.stringify(name)}${blank}:${blank}${value.text}`,
          compact: `${JSON.stringify(name)}:${value.compact}`,
        })),
        ['{', '}'],
        blank,
      ),
    ),
}));

/** Valid JSON that few writers produce. */
export const nasty = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  fc.nat({ max: 20_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.nat({ max: 20_000 }).map((digits) => `[${'9'.repeat(digits + 1)}]`),
  jsonObject.map(({ compact }) => `${compact.slice(0, -1)}${compact === '{}' ? '' : ','}"a":1,"a":2}`),
);
