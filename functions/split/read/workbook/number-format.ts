// What a number format does with a number, as far as it matters here: it is a date, or it shows something else than the value. The
// format is a small language: up to four sections for positive, negative, zero and text, with literals among the digits.
// https://learn.microsoft.com/openspecs/office_standards/ms-oi29500/ (18.8.31)

import { digitsHere, literalsIn } from './number-literals.ts';
import { withNegative, type Condition, type Section } from './number-section.ts';

export interface NumberFormat {
  readonly code: string;
  /**
   * date: days, months or years. time: only a time of day or a duration. Of any other format the sections count.
   */
  readonly kind: 'number' | 'date' | 'time';
  readonly sections: readonly Section[];
}

/** Spreadsheets allow no more. */
const mostDecimals = 30;
const fraction = /[?#0]\s*\/\s*[?#\d]+/;
/** General, also by its names in Chinese and Japanese, which some programs write. */
const generalWord = /General|G\/通用格式|G\/標準/i;

export function readNumberFormat(code: string): NumberFormat {
  const sections = split(code);
  const [first] = sections;
  const letters = first?.letters.replace(generalWord, '').replace(/AM\/PM|A\/P|上午\/下午/i, '') ?? '';
  const hasDay = /[yd]|e(?![+-])|b{2}|a{3}/i.test(letters);
  const hasTime = /[hs]/i.test(letters) || first?.elapsed === true;
  if (hasDay || hasTime || /m/i.test(letters)) {
    return { code, kind: hasTime && !hasDay ? 'time' : 'date', sections: [] };
  }
  return { code, kind: 'number', sections: withNegative(sections.map(sectionOf)) };
}

interface Raw {
  /** What is no literal. */
  letters: string;
  literal: string;
  /** All that it shows, in order. */
  text: string;
  /** Of currencies, as ￥ of [$￥-804]. */
  signs: string[];
  condition: Condition | undefined;
  /** It has [h], [m] or [s]: a duration. */
  elapsed: boolean;
}

const token = /"([^"]*)"?|[\\!](.?)|_.?|\*(.?)|\[([^\]]*)\]|(;)|([^"\\!_*[;]+|\[)/gsu;

function split(code: string): readonly Raw[] {
  const sections: Raw[] = [];
  const next = () =>
    sections.push({ letters: '', literal: '', text: '', signs: [], condition: undefined, elapsed: false });
  next();
  for (const [, quoted, escaped, filling = '', bracket, end, letters = ''] of code.matchAll(token)) {
    const section = sections.at(-1);
    if (!section) break;
    section.letters += letters;
    section.literal += quoted ?? escaped ?? '';
    section.text += filling + (quoted ?? escaped ?? '') + withoutDigits(letters);
    if (bracket !== undefined) readBracket(section, bracket);
    if (end !== undefined) next();
  }
  return sections;
}

/** The letters of a format with a mark for what stands for digits. */
function withoutDigits(letters: string): string {
  return letters
    .replace(generalWord, digitsHere)
    .replace(/E[+-]/i, digitsHere)
    .replace(fraction, digitsHere)
    .replaceAll(/[0#?.,@%]/g, digitsHere);
}

function readBracket(section: Raw, bracket: string): void {
  const [, test, than] = /^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$/.exec(bracket) ?? [];
  if (test !== undefined) section.condition = { test, than: Number(than) };
  if (/^(?:h+|m+|s+)$/i.test(bracket)) section.elapsed = true;
  // [$￥-804] is a sign with the language that it is of.
  const [, sign = ''] = /^\$([^-]*)/.exec(bracket) ?? [];
  section.literal += sign;
  section.text += sign;
  section.signs.push(sign);
}

function sectionOf({ letters, literal, text, signs, condition }: Raw): Section {
  const { sign, currency, words } = literalsIn(text, signs);
  const general = generalWord.test(letters) || letters.includes('@');
  const digits = letters.replace(/E[+-].*$/is, '').replaceAll(/[^0#?.,]/g, '');
  const [whole = '', decimals = ''] = digits.split('.', 2);
  const thousands = [...digits.matchAll(/(?<=[0#?.]),+(?=\.|$)/g)].reduce(
    (sum, [commas]) => sum + commas.length,
    0,
  );
  const percents = letters.split('%').length - 1;
  const zeros = whole.split('0').length - 1;
  return {
    condition,
    general,
    digits: general || /[0#?]/.test(digits),
    decimals: Math.min(decimals.replaceAll(',', '').length, mostDecimals),
    grouped: /[0#?],+[0#?]/.test(whole),
    shift: 2 * percents - 3 * thousands,
    padded: /^0{2,}$/.test(letters) && literal === '' ? zeros : 0,
    otherwise: words
      ? 'words'
      : otherwise(letters, literal, zeros >= 2 && decimals === '' && !whole.includes(',')),
    sign,
    negative: false,
    currency,
  };
}

function otherwise(letters: string, literal: string, isId: boolean): Section['otherwise'] {
  if (/E[+-]/i.test(letters)) return 'exponent';
  if (fraction.test(letters)) return 'fraction';
  // Zeros and something else, as "E"0000 or 000-0000, are an id that is shown with more than its number.
  return isId && (/\S/.test(literal) || /[^0\s]/.test(letters)) ? 'words' : 'no';
}
