// A section of a number format, and which of them a number is shown by.

import type { Literals } from './number-literals.ts';

export interface Section {
  /** The section holds for numbers like these; undefined: its place says for which. */
  readonly condition: Condition | undefined;
  /** As many digits as are needed, or text: nothing is to be checked. */
  readonly general: boolean;
  /** It shows a number at all. */
  readonly digits: boolean;
  readonly decimals: number;
  readonly grouped: boolean;
  /** The value is shown times 10 to the power of so much: 2 of a percentage, -3 for each comma that leaves out thousands. */
  readonly shift: number;
  /** The width to which zeros fill up, as 6 of 000000, where nothing else is in the section; else 0. */
  readonly padded: number;
  /** It shows a number that its digits alone do not tell: a fraction, an exponent, an id with letters, 万 as a word. */
  readonly otherwise: 'no' | 'fraction' | 'exponent' | 'words';
  /** The sign that it shows by itself. */
  readonly sign: Literals['sign'];
  /** It is for negative numbers alone: they get no minus but its own. */
  readonly negative: boolean;
  /** A currency that is not the table's; undefined: it shows none. */
  readonly currency: string | undefined;
}

export interface Condition {
  readonly test: string;
  readonly than: number;
}

/** The section by which a number is shown; undefined where the format has none for it. */
export function sectionFor(sections: readonly Section[], number: number): Section | undefined {
  const conditional = sections.slice(0, 3).filter(({ condition }) => condition !== undefined);
  if (conditional.length > 0) {
    const rest = sections.slice(0, 3).filter(({ condition }) => condition === undefined);
    return conditional.find(({ condition }) => condition && holds(condition, number)) ?? rest.at(-1);
  }
  const [positive, negative = positive, zero = positive] = sections;
  if (number === 0) return zero;
  return number < 0 ? negative : positive;
}

function holds({ test, than }: Condition, number: number): boolean {
  switch (test) {
    case '<':
      return number < than;
    case '<=':
      return number <= than;
    case '>':
      return number > than;
    case '>=':
      return number >= than;
    case '=':
      return number === than;
    default:
      return number !== than;
  }
}

/** The sections with those marked that are for negative numbers alone. */
export function withNegative(sections: readonly Section[]): readonly Section[] {
  const limits = sections.flatMap(({ condition }) => condition?.than ?? []).filter((than) => than > 0);
  const sorted = [0, ...limits].toSorted((a, b) => a - b);
  // Between two limits, and beyond the last, one section holds.
  const tried = sorted.flatMap((limit, at) => [limit, (limit + (sorted[at + 1] ?? 2 * limit + 2)) / 2]);
  const others = new Set(tried.map((number) => sectionFor(sections, number)));
  return sections.map((section) => ({ ...section, negative: !others.has(section) }));
}
