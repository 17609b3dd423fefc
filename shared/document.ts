// Kinds of objects in the records bucket. A StoredObject knows the key and the writers of its kind; a Document also knows the
// schema of the JSON in it. Each kind is declared in a file under shared/job/ or shared/run/, from which all other code takes it.

import * as v from 'valibot';

import type { RecordsStore } from './aws/store.ts';
import { PlainError } from './errors.ts';
import { readJson } from './values/json.ts';

/** The names that stand in braces in a pattern: `jobs/{job}/plan.json` has `job`. */
type NameIn<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NameIn<Rest>
  : never;

/** Values for the names. A number is written with at least five digits, so that S3 lists up to 100,000 keys in its order. */
export type Names<Pattern extends string> = Readonly<Record<NameIn<Pattern>, string | number>>;

export type Writer = 'split' | 'deliver' | 'report' | 'sweeper' | 'export' | 'a person';

export interface About<Content> {
  readonly by: readonly Writer[];
  /**
   * How functions write it:
   * - once: only where there is no object yet (If-None-Match), so the first writer wins.
   * - replaced: only over the version that was read (If-Match with its ETag), so no write in between is lost.
   * - again: without a condition, because a repeat writes the same content or a newer one.
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

  /** The key up to its last slash, by which `list` finds the objects beside it. A name that is not given is left empty. */
  folder(names: Partial<Names<Pattern>>): string {
    const values: Readonly<Record<string, string | number | undefined>> = names;
    const upTo = this.pattern.slice(0, this.pattern.lastIndexOf('/') + 1);
    return upTo.replaceAll(/\{(\w+)\}/g, (_, name: string) => written(values[name]));
  }

  /** The values of the names in a key; undefined for a key that does not fit the pattern. */
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

  /** How many objects are in the folder, of this kind or another; one request for a thousand. */
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

  /** Undefined if the text is not such a document. */
  tryParse(text: string): Content | undefined {
    const read = v.safeParse(this.schema, readJson(text));
    return read.success ? read.output : undefined;
  }

  /** Undefined if the object is not there. Throws if it is, and is not such a document. */
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

  /** Writes the document if there is none yet. Answers with the content that is there then: ours, or that of an earlier writer. */
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

  /**
   * Writes only over the version with this tag, or only where there is no object if the tag is undefined. Answers with the new
   * tag, or with undefined if it has not written.
   */
  replace(
    store: Pick<RecordsStore, 'replace'>,
    names: Names<Pattern>,
    content: Content,
    tag: string | undefined,
  ): Promise<string | undefined> {
    return store.replace(this.key(names), textOf(content), tag);
  }
}

/** The content as one line of JSON, with its line end. */
export function textOf(content: object): string {
  return `${JSON.stringify(content)}\n`;
}

const digits = 5;

function written(value: string | number | undefined): string {
  return typeof value === 'number' ? String(value).padStart(digits, '0') : (value ?? '');
}
