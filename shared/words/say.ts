// A sentence as data: the id of an entry of the catalogue, and its facts. It is stored so, and rendered only where it is shown
// (render.ts), in the language of who reads it. Whoever says something needs no texts: only types come from the catalogue.

import * as v from 'valibot';

import type { catalogue } from './catalogue.ts';
import type { Catalogue } from './sentences.ts';

export interface Say {
  /** The group and the entry, like file.empty. */
  readonly say: string;
  /** Absent: the entry takes no facts. A fact is JSON; a fact that is text may be a sentence itself. */
  readonly with?: Facts | undefined;
}

export type Facts = Readonly<Record<string, unknown>>;

export const saySchema = v.object({ say: v.string(), with: v.optional(v.record(v.string(), v.unknown())) });

/** The ids of all entries of a catalogue. */
export type IdIn<All extends Catalogue> = {
  [Group in keyof All & string]: `${Group}.${keyof All[Group] & string}`;
}[keyof All & string];

type EntryIn<All extends Catalogue, Known extends string> = Known extends `${infer Group}.${infer Entry}`
  ? All[Group] extends infer Sentences
    ? Entry extends keyof Sentences
      ? Sentences[Entry]
      : never
    : never
  : never;

type FactsOf<Entry> = Entry extends {
  readonly en: (facts: infer En) => string;
  readonly zh: (facts: infer Zh) => string;
}
  ? En & Zh
  : never;

/** Text may be given as a sentence, which is rendered first. */
type Given<Fact> = string extends Fact
  ? Fact | Say
  : Fact extends readonly (infer Each)[]
    ? readonly Given<Each>[]
    : Fact extends object
      ? GivenFacts<Fact>
      : Fact;

type GivenFacts<All> = { readonly [Name in keyof All]: Given<All[Name]> };

/** The arguments behind an id: none for an entry without facts. */
export type ArgumentsOf<All extends Catalogue, Known extends IdIn<All>> =
  unknown extends FactsOf<EntryIn<All, Known>> ? [] : [facts: GivenFacts<FactsOf<EntryIn<All, Known>>>];

export type Id = IdIn<typeof catalogue>;

export function say<Known extends Id>(id: Known, ...[facts]: ArgumentsOf<typeof catalogue, Known>): Say {
  return facts === undefined ? { say: id } : { say: id, with: facts };
}

/** A sentence as it is written for people to read where it is stored. Only a text: a person's own words, or Feishu's. */
export interface Told extends Partial<Say> {
  /** In the language of the job or the stage. */
  readonly text: string;
}

export const toldSchema = v.object({ ...v.partial(saySchema).entries, text: v.string() });

export function isSay(value: unknown): value is Say {
  return typeof value === 'object' && value !== null && 'say' in value && typeof value.say === 'string';
}
