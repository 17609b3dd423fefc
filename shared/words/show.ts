// How sentences show a value and its place to a person. A value from outside is described once, as data (`shown`), and written in
// the language of who reads it (`en`, `zh`).

import { isJsonObject } from '../values/json.ts';
import { joinChinese } from './join-chinese.ts';

const mostShownChars = 60;

/** A value from outside, as far as a sentence shows it. `chars`: how many the whole text has, where it is cut. */
export type Shown =
  | { readonly text: string; readonly chars?: number }
  | { readonly literal: string; readonly chars?: number }
  | { readonly items: number }
  | { readonly is: 'absent' | 'object' };

export function shown(value: unknown): Shown {
  if (value === undefined) return { is: 'absent' };
  if (typeof value === 'string') {
    const { begins, chars } = shorten(value);
    return chars === undefined ? { text: begins } : { text: begins, chars };
  }
  if (Array.isArray(value)) return { items: value.length };
  if (isJsonObject(value)) return { is: 'object' };
  const { begins, chars } = shorten(JSON.stringify(value));
  return chars === undefined ? { literal: begins } : { literal: begins, chars };
}

/** A name from outside, as far as a sentence shows it: text only where it is short and plain. */
export function shortName(name: string): string | Shown {
  return isPlain(name) ? name : shown(name);
}

/** A field as a sentence names it: by the API's name, or by its column's title in the file and, in a workbook, its cell. */
export type Field = string | Shown | Column;

export interface Column {
  readonly column: string;
  /** Like 奖金!F14; absent outside workbooks, where a report names the row beside the sentence. */
  readonly cell?: string;
}

interface Words {
  readonly inBrackets: (text: string) => string;
  readonly absent: string;
  readonly empty: string;
  readonly object: string;
  readonly items: (count: number) => string;
  readonly chars: (count: number) => string;
}

function writer(words: Words) {
  const value = (seen: Shown): string => {
    if ('is' in seen) return words[seen.is];
    if ('items' in seen) return words.items(seen.items);
    if ('text' in seen && seen.text === '') return words.empty;
    const written = 'text' in seen ? quoted(seen.text) : seen.literal;
    return seen.chars === undefined ? written : `${written}${words.chars(seen.chars)}`;
  };
  /** A name as it is if it is short and plain, else as a value. */
  const name = (seen: string | Shown): string => {
    if (typeof seen !== 'string') return value(seen);
    return isPlain(seen) ? seen : value(shown(seen));
  };
  const field = (seen: Field): string => {
    if (typeof seen === 'string' || !('column' in seen)) return name(seen);
    return seen.cell === undefined
      ? name(seen.column)
      : `${name(seen.column)}${words.inBrackets(outside(seen.cell))}`;
  };
  /** An amount, which needs no quotes. */
  const plain = (seen: Shown): string =>
    'text' in seen && seen.chars === undefined && isPlain(seen.text) ? seen.text : value(seen);
  return { value, name, field, plain };
}

// Marked as pure: a bundle that renders no sentences leaves the words out.
export const en = /* @__PURE__ */ writer({
  inBrackets: (text) => ` (${text})`,
  absent: 'absent',
  empty: 'empty',
  object: 'an object',
  items: (count) => `a list of ${count}`,
  chars: (count) => ` (${count} characters)`,
});

export const zh = /* @__PURE__ */ chineseWriter();

function chineseWriter() {
  const words = writer({
    inBrackets: (text) => `（${text}）`,
    absent: '未填写',
    empty: '空',
    object: 'JSON 对象',
    items: (count) => `含 ${count} 项的列表`,
    chars: (count) => `（共 ${count} 个字符）`,
  });
  /** What a field is, behind its name: 未填写 and 为空 need no 是. */
  const is = (seen: Shown): string => {
    if ('is' in seen && seen.is === 'absent') return '未填写';
    return 'text' in seen && seen.text === '' ? '为空' : joinChinese`是${words.value(seen)}`;
  };
  return { ...words, is, text: joinChinese };
}

/** Latin letters, Chinese characters, digits, dot, underscore and hyphen. */
function isPlain(name: string): boolean {
  return /^[\w.\p{Script=Han}-]{1,100}$/u.test(name);
}

/**
 * Characters that a terminal or table may take for a command, or that nobody sees: controls, line ends, marks and changes of the
 * writing's direction, blanks without width.
 */
const hidden = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Text from outside, without quotes: what is hidden in it is made visible. */
export function outside(text: string): string {
  return text.replace(hidden, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Of the hidden characters JSON.stringify itself escapes only those below U+0020. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(hidden, escaped);
}

/** Cuts a long text between characters: one outside Unicode's basic plane is two code units. */
function shorten(text: string): { readonly begins: string; readonly chars?: number } {
  if (text.length <= mostShownChars) return { begins: text };
  // Counted one by one: a list of all characters would take many times the memory of the text.
  let chars = 0;
  for (const _ of text) chars += 1;
  if (chars <= mostShownChars) return { begins: text };
  const begins = Array.from(text.slice(0, 2 * mostShownChars)).slice(0, mostShownChars);
  return { begins: `${begins.join('')}…`, chars };
}

/** The name of a field by its path, as in a CSV header: elements of a list are counted from 1. */
export function fieldName(path: readonly (string | number)[]): string {
  return path.map((key) => (typeof key === 'number' ? key + 1 : key)).join('.');
}
