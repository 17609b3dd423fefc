// Reads a command line by a list of flags, and writes the help from the same list.

import { parseArgs } from 'node:util';

import { nearest } from '../shared/words/nearest.ts';
import { flagSentences } from './cli/words/flag.ts';
import { helpSentences } from './cli/words/help.ts';

export interface Flag {
  readonly name: string;
  /** Name of the flag's value in the help. Undefined: the flag takes no value. */
  readonly value?: string;
  /**
   * True: the flag may have several values. Otherwise two different values are refused; the same value given twice is
   * accepted.
   */
  readonly many?: boolean;
  readonly says: string;
}

export interface CommandSpec {
  /** The command as a user types it: `payferry carry`. */
  readonly typed: string;
  /** Arguments besides flags, like `FILE…`. Undefined: none. */
  readonly takes?: string;
  readonly says: string;
  readonly flags: readonly Flag[];
  /** Paragraphs after the flags. */
  readonly more?: readonly string[];
}

export interface Given {
  /** The flags that were given. A flag that takes a value has all its values in order; any other flag has `['yes']`. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

export type ArgsRead =
  | { readonly kind: 'given'; readonly given: Given }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentences: readonly string[] };

const help: Flag = { name: 'help', says: helpSentences.flag_help() };

export function readArgs({ takes, flags }: CommandSpec, args: readonly string[]): ArgsRead {
  const known = [...flags, help];
  const options = Object.fromEntries(
    known.map(({ name, value }) => [
      name,
      value === undefined
        ? ({ type: 'boolean' } as const)
        : // Multiple also for a flag that may have one value only: a second one must not replace the first unnoticed.
          ({ type: 'string', multiple: true } as const),
    ]),
  );
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: takes !== undefined });
  } catch (cause) {
    return {
      kind: 'wrong',
      sentences: [
        sentenceOf(
          cause,
          known.map(({ name }) => name),
        ),
      ],
    };
  }
  if (parsed.values['help']) return { kind: 'help' };
  const given = new Map(
    Object.entries(parsed.values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : ['yes'],
    ]),
  );
  const sentences = flags
    .filter(({ name, many = false }) => !many && new Set(given.get(name)).size > 1)
    .map(({ name }) => flagSentences.given_twice({ flag: name, values: given.get(name) ?? [] }));
  if (sentences.length > 0) return { kind: 'wrong', sentences };
  return { kind: 'given', given: { flags: given, others: parsed.positionals } };
}

/**
 * Node's sentence about a command line that it cannot read, and the known flag that a mistyped one may mean. Node's
 * advice about positional arguments is left out, because it would suggest `--` for a mistyped flag.
 */
function sentenceOf(cause: unknown, known: readonly string[]): string {
  const [said = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
  const given = /'--([^' ]+)/.exec(said)?.[1];
  const meant = given === undefined || known.includes(given) ? undefined : nearest(given, known);
  return flagSentences.not_taken({ said, meant });
}

const flagWidth = 24;
const lineWidth = 118;

export function usageOf({ typed, takes, says, flags, more = [] }: CommandSpec): string {
  const head = [typed, ...(takes === undefined ? [] : [takes]), ...(flags.length === 0 ? [] : ['[flags]'])];
  const lines = [...flags, help].map(({ name, value, many = false, says: told }) =>
    entry(
      [`--${name}`, ...(value === undefined ? [] : [value])].join(' '),
      many ? helpSentences.repeatable({ says: told }) : told,
    ),
  );
  return [
    `${head.join(' ')}\n`,
    ...wrapped(says, lineWidth),
    '',
    ...lines,
    ...more.flatMap((text) => ['', ...wrapped(text, lineWidth)]),
    '',
  ].join('\n');
}

/** One entry of the help: a name, and its description in the second column, on several lines if it is long. */
export function entry(name: string, says: string): string {
  const [first = '', ...rest] = wrapped(says, lineWidth - flagWidth - 2);
  const begins =
    name.length < flagWidth
      ? [`  ${name.padEnd(flagWidth)}${first}`]
      : [`  ${name}`, `${' '.repeat(flagWidth + 2)}${first}`];
  return [...begins, ...rest.map((line) => `${' '.repeat(flagWidth + 2)}${line}`)].join('\n');
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
