// Documents: objects of the records bucket. One file under shared/job/ or shared/run/ has the key, the schema and the writers of an
// object; no other code knows the key or parses the content.
//
// - A document that is written once is written with If-None-Match, so that the first writer wins.
// - A document that is replaced is written with the ETag that was read, so that no write between is lost.

import * as v from 'valibot';

import type { RecordsStore } from './aws/store.ts';
import { PlainError } from './errors.ts';
import { readJson } from './values/json.ts';

/** The names in braces: `jobs/{job}/plan.json` has `job`. */
type NameIn<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NameIn<Rest>
  : never;

/** A number is written with five digits, so that S3 lists in its order. */
export type Names<Pattern extends string> = Readonly<Record<NameIn<Pattern>, string | number>>;

export type Writer = 'split' | 'deliver' | 'report' | 'sweeper' | 'export' | 'a person';

export interface About<Content> {
  readonly by: readonly Writer[];
  /**
   * - once: the first writer wins.
   * - replaced: only over the version that was read.
   * - again: a repeat writes the same content or a newer one.
   */
  readonly writes: 'once' | 'replaced' | 'again';
  readonly schema: v.GenericSchema<unknown, Content>;
}

export type Tagged<Content> = { readonly content: Content; readonly tag: string };

export class StoredObject<Pattern extends string> {
  readonly pattern: Pattern;
  readonly by: readonly Writer[];
  readonly writes: About<unknown>['writes'];
  readonly #literals: readonly string[];
  readonly #names: readonly string[];
  #matcher: RegExp | undefined;

  constructor(pattern: Pattern, { by, writes }: Omit<About<unknown>, 'schema'>) {
    this.pattern = pattern;
    this.by = by;
    this.writes = writes;
    const pieces = pattern.split(/[{}]/);
    this.#literals = pieces.filter((_, index) => index % 2 === 0);
    this.#names = pieces.filter((_, index) => index % 2 === 1);
  }

  key(names: Names<Pattern>): string {
    const values: Readonly<Record<string, string | number>> = names;
    return this.#literals.reduce(
      (key, literal, index) => key + written(values[this.#names[index - 1] ?? '']) + literal,
    );
  }

  /** The key up to its last slash: what `list` needs to find the others of its kind. */
  folder(names: Partial<Names<Pattern>>): string {
    const values: Readonly<Record<string, string | number | undefined>> = names;
    const upTo = this.pattern.slice(0, this.pattern.lastIndexOf('/') + 1);
    return upTo.replaceAll(/\{(\w+)\}/g, (_, name: string) => written(values[name]));
  }

  /** The names in a key of this kind; undefined for any other key. */
  namesIn(key: string): Readonly<Record<string, string>> | undefined {
    this.#matcher ??= new RegExp(
      `^${this.pattern.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
    );
    return this.#matcher.exec(key)?.groups;
  }

  exists(store: RecordsStore, names: Names<Pattern>): Promise<boolean> {
    return store.exists(this.key(names));
  }

  remove(store: RecordsStore, names: Names<Pattern>): Promise<void> {
    return store.remove(this.key(names));
  }

  /** How many of its kind are in the folder, by one request for a thousand. */
  async count(store: RecordsStore, names: Partial<Names<Pattern>>): Promise<number> {
    let found = 0;
    for await (const keys of store.list(this.folder(names))) found += keys.length;
    return found;
  }
}

export class Document<Pattern extends string, Content extends object> extends StoredObject<Pattern> {
  readonly schema: v.GenericSchema<unknown, Content>;

  constructor(pattern: Pattern, { schema, ...about }: About<Content>) {
    super(pattern, about);
    this.schema = schema;
  }

  parse(text: string): Content {
    return v.parse(this.schema, readJson(text));
  }

  /** Undefined where the text is not such a document. */
  tryParse(text: string): Content | undefined {
    const read = v.safeParse(this.schema, readJson(text));
    return read.success ? read.output : undefined;
  }

  /** Undefined where it is not there. */
  async read(store: Pick<RecordsStore, 'read'>, names: Names<Pattern>): Promise<Content | undefined> {
    const text = await store.read(this.key(names));
    return text === undefined ? undefined : this.parse(text);
  }

  write(store: Pick<RecordsStore, 'write'>, names: Names<Pattern>, content: Content): Promise<void> {
    return store.write(this.key(names), textOf(content));
  }

  writeOnce(
    store: Pick<RecordsStore, 'writeOnce'>,
    names: Names<Pattern>,
    content: Content,
  ): Promise<'written' | 'exists'> {
    return store.writeOnce(this.key(names), textOf(content));
  }

  /** Writes the document once. Answers with the content that is there then: ours, or that of a faster writer. */
  async writeOrRead(
    store: Pick<RecordsStore, 'writeOnce' | 'read'>,
    names: Names<Pattern>,
    content: Content,
  ): Promise<Content> {
    if ((await this.writeOnce(store, names, content)) === 'written') return content;
    const theirs = await this.read(store, names);
    if (theirs === undefined) throw new PlainError(`${this.key(names)} was there and is gone`);
    return theirs;
  }

  async readTagged(
    store: Pick<RecordsStore, 'readTagged'>,
    names: Names<Pattern>,
  ): Promise<Tagged<Content> | undefined> {
    const found = await store.readTagged(this.key(names));
    return found && { content: this.parse(found.text), tag: found.tag };
  }

  /** Writes over the version with this tag, or where there was nothing. Undefined where another writer was faster. */
  replace(
    store: Pick<RecordsStore, 'replace'>,
    names: Names<Pattern>,
    content: Content,
    tag: string | undefined,
  ): Promise<string | undefined> {
    return store.replace(this.key(names), textOf(content), tag);
  }
}

/** One JSON object in a line. */
export function textOf(content: object): string {
  return `${JSON.stringify(content)}\n`;
}

const digits = 5;

function written(value: string | number | undefined): string {
  return typeof value === 'number' ? String(value).padStart(digits, '0') : (value ?? '');
}
