// Finds sentences in source text: string and template literals with three words in a row, or with Chinese characters beside
// Chinese punctuation or an expression. Single blanks part the words, and a comma, semicolon or colon may stand before a blank.

import { parseAst } from 'vitest/node';

export interface Prose {
  /** Number of the line in the source, from 1. */
  readonly line: number;
  /** The literal's text, with … for each embedded expression. */
  readonly text: string;
}

/** A word has letters and apostrophes only, so names with underscores, flags and paths are none. … counts as a word. */
const threeWords = /(?<![\w-])(?:[A-Za-z][a-z']*|…)(?:[,;:]? (?:[A-Za-z][a-z']*|…)){2}(?![\w-])/;
const word = /[A-Za-z]{2,}/g;
/** A title or a label of Feishu's is none: it has neither. */
const chinese = /\p{Script=Han}(?:[，。；：！？（]| ?…)|(?:[，。；：！？）]|… ?)\p{Script=Han}/u;

export function findProse(source: string): readonly Prose[] {
  return [...literalsIn(parseAst(source, { lang: 'ts' }))]
    .filter(({ text }) => isEnglish(text) || chinese.test(text))
    .map(({ start, text }) => ({ line: source.slice(0, start).split('\n').length, text }));
}

function isEnglish(text: string): boolean {
  return threeWords.test(text) && (text.match(word) ?? []).length >= 2;
}

/** The literals below a node. Skips what no person reads: imports, types, and texts of `new …Error` and `must`, for bugs. */
function* literalsIn(node: unknown): Generator<{ readonly start: number; readonly text: string }> {
  if (Array.isArray(node)) for (const child of node) yield* literalsIn(child);
  if (!isNode(node) || isForProgrammers(node)) return;
  const { type, start, value, quasis } = node;
  if (type === 'Literal' && typeof value === 'string') yield { start, text: value };
  if (type === 'TemplateLiteral' && Array.isArray(quasis))
    yield { start, text: quasis.map(cookedOf).join('…') };
  for (const child of Object.values(node)) yield* literalsIn(child);
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

const typesWithValues: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
]);

function isForProgrammers({ type, source, callee }: Node): boolean {
  if (type.startsWith('TS')) return !typesWithValues.has(type);
  if (/^(Import|Export).*Declaration$/.test(type)) return isNode(source);
  const called = isNode(callee) ? String(callee['name']) : '';
  return type === 'NewExpression' ? called.endsWith('Error') : type === 'CallExpression' && called === 'must';
}

function cookedOf(quasi: unknown): string {
  const value = isNode(quasi) ? quasi['value'] : undefined;
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}
