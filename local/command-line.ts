// Reads a command line by a list of flags, and writes the help from the same list. Every command has the flags --language and
// --help besides its own.

import { parseArgs } from 'node:util';

import { nearest } from '../shared/words/nearest.ts';
import { languages } from '../shared/words/sentences.ts';
import { wrapped } from './cli/screen/wrap.ts';
import { render } from './cli/words/render.ts';
import { say, type Say } from './cli/words/say.ts';
import type { Language } from './language.ts';

export interface Flag {
  readonly name: string;
  /** Name of the flag's value in the help. Undefined: the flag takes no value. */
  readonly value?: string;
  /**
   * True: the flag may have several values. Otherwise two different values are refused; the same value given twice is
   * accepted.
   */
  readonly many?: boolean;
  readonly says: Say;
}

export interface CommandSpec {
  /** The command as a user types it: `payferry carry`. */
  readonly typed: string;
  /** Arguments besides flags, like `FILE…`. Undefined: none. */
  readonly takes?: string;
  readonly says: Say;
  readonly flags: readonly Flag[];
  /** Paragraphs after the flags. */
  readonly more?: readonly Say[];
}

export interface Given {
  /**
   * The flags that were given, without --language. A flag that takes a value has all its values in order; any other flag has
   * `['yes']`.
   */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

export type ArgsRead =
  | { readonly kind: 'given'; readonly given: Given }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentences: readonly Say[] };

const languageFlag: Flag = {
  name: 'language',
  value: languages.join('|'),
  says: say('help.flag_language'),
};
const helpFlag: Flag = { name: 'help', says: say('help.flag_help') };
const ofEveryCommand = [languageFlag, helpFlag];

export function readArgs(
  { takes, flags }: Pick<CommandSpec, 'takes' | 'flags'>,
  args: readonly string[],
): ArgsRead {
  const known = [...flags, ...ofEveryCommand];
  const options = Object.fromEntries(
    known.map(({ name, value }) => [
      name,
      value === undefined
        ? ({ type: 'boolean' } as const)
        : // Multiple also for a flag that may have one value only: a second one must not replace the first unnoticed.
          ({ type: 'string', multiple: true } as const),
    ]),
  );
  // Not strict: Node would tell what it does not take in English.
  const { tokens, values, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const [fault] = tokens.flatMap((token) => faultOf(token, known, takes !== undefined));
  if (fault) return { kind: 'wrong', sentences: [fault] };
  if (values['help']) return { kind: 'help' };

  const given = new Map(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : ['yes']]),
  );
  const sentences = known
    .filter(({ name, many = false }) => !many && new Set(given.get(name)).size > 1)
    .map(({ name }) => say('flag.given_twice', { flag: name, values: given.get(name) ?? [] }));
  for (const asked of new Set(given.get(languageFlag.name)))
    sentences.push(...unknownValue(languageFlag.name, asked, languages));
  if (sentences.length > 0) return { kind: 'wrong', sentences };
  given.delete(languageFlag.name);
  return { kind: 'given', given: { flags: given, others: positionals } };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function faultOf(token: Token, known: readonly Flag[], takesOthers: boolean): readonly Say[] {
  if (token.kind === 'positional')
    return takesOthers ? [] : [say('flag.argument_not_taken', { given: token.value })];
  if (token.kind !== 'option') return [];
  const { name: flag, rawName, value, inlineValue } = token;
  const found = known.find(({ name }) => name === flag);
  if (!found || !rawName.startsWith('--')) {
    const meant = rawName.startsWith('--')
      ? nearest(
          flag,
          known.map(({ name }) => name),
        )
      : undefined;
    return [say('flag.flag_unknown', { given: rawName, meant })];
  }
  if (found.value === undefined) return inlineValue === true ? [say('flag.value_not_taken', { flag })] : [];
  if (value === undefined) return [say('flag.value_missing', { flag })];
  // The value of a flag that was forgotten, and the next flag.
  const isLikeFlag = !inlineValue && value.length > 1 && value.startsWith('-');
  return isLikeFlag ? [say('flag.value_like_flag', { flag, given: value })] : [];
}

/** No sentence for a known value, one for an unknown value. It names the nearest known one, if any is near. */
export function unknownValue(flag: string, given: string, known: readonly string[]): readonly Say[] {
  if (known.includes(given)) return [];
  return [say('flag.value_unknown', { flag, given, meant: nearest(given, known), known })];
}

/** Text of several lines, none wider than `columns`: a page of help. Undefined: as wide as is well read. */
export type Page = (language: Language, columns?: number) => string;

const flagWidth = 24;
const widestLine = 118;

export function pageOf({ typed, takes, says, flags, more = [] }: CommandSpec): Page {
  const head = [typed, ...(takes === undefined ? [] : [takes]), ...(flags.length === 0 ? [] : ['[flags]'])];
  const entries = [...flags, ...ofEveryCommand].map(({ name, value, many = false, says: told }) =>
    entry(
      [`--${name}`, ...(value === undefined ? [] : [value])].join(' '),
      many ? say('help.repeatable', { says: told }) : told,
    ),
  );
  return pageOfParts([head.join(' '), '', says, '', ...entries, ...more.flatMap((text) => ['', text])]);
}

export interface Entry {
  readonly name: string;
  readonly says: Say | string;
}

/** One entry of the help: a name, and its description in the second column, on several lines if it is long. */
export function entry(name: string, says: Say | string): Entry {
  return { name, says };
}

/** Each text is a line that is not wrapped, each sentence a paragraph. */
export function pageOfParts(parts: readonly (string | Say | Entry)[]): Page {
  return (language, columns = widestLine) => {
    const width = Math.min(columns, widestLine);
    const lines = parts.flatMap((part) => {
      if (typeof part === 'string') return [part];
      return 'say' in part ? wrapped(render(part, language), width) : linesOf(part, language, width);
    });
    return [...lines, ''].join('\n');
  };
}

function linesOf({ name, says }: Entry, language: Language, width: number): readonly string[] {
  const [first = '', ...rest] = wrapped(render(says, language), width - flagWidth - 2);
  const begins =
    name.length < flagWidth
      ? [`  ${name.padEnd(flagWidth)}${first}`]
      : [`  ${name}`, `${' '.repeat(flagWidth + 2)}${first}`];
  return [...begins, ...rest.map((line) => `${' '.repeat(flagWidth + 2)}${line}`)];
}
