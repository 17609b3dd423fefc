// How a value and its place are shown to a person.

import { isJsonObject } from '../../json.ts';

const mostShownChars = 60;

export function show(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return showText(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return 'an object';
  return JSON.stringify(value);
}

function showText(text: string): string {
  if (text === '') return 'empty';
  if (text.length <= mostShownChars) return JSON.stringify(text);
  // By character: one outside the basic plane is two code units and must not be cut in half.
  const chars = Array.from(text);
  if (chars.length <= mostShownChars) return JSON.stringify(text);
  return `${JSON.stringify(`${chars.slice(0, mostShownChars).join('')}…`)} (${chars.length} characters)`;
}

/** A path as a CSV header writes it, details counted from one. */
export function fieldName(path: readonly (string | number)[]): string {
  return path.map((key) => (typeof key === 'number' ? key + 1 : key)).join('.');
}
