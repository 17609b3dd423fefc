// How sentences show a value and its place to a person.

import { isJsonObject } from '../values/json.ts';

const mostShownChars = 60;

export function show(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === '') return 'empty';
  if (typeof value === 'string') return shorten(value, quoted);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return 'an object';
  return shorten(JSON.stringify(value), String);
}

/** Characters that a terminal or table may take for a command: controls, line ends, changes of the writing's direction. */
const hidden = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Of the hidden characters JSON.stringify itself escapes only those below U+0020. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    hidden,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Shows a name that may come from outside: as it is if it is short and plain, else as a value. */
export function showName(name: string): string {
  return /^[\w.-]{1,100}$/.test(name) ? name : show(name);
}

/** Cuts a long text between characters: one outside Unicode's basic plane is two code units. */
function shorten(text: string, written: (text: string) => string): string {
  if (text.length <= mostShownChars) return written(text);
  // Counted one by one: a list of all characters would take many times the memory of the text.
  let chars = 0;
  for (const _ of text) chars += 1;
  if (chars <= mostShownChars) return written(text);
  const begins = Array.from(text.slice(0, 2 * mostShownChars)).slice(0, mostShownChars);
  return `${written(`${begins.join('')}…`)} (${chars} characters)`;
}

/** The name of a field by its path, as in a CSV header: elements of a list are counted from 1. */
export function fieldName(path: readonly (string | number)[]): string {
  return path.map((key) => (typeof key === 'number' ? key + 1 : key)).join('.');
}
