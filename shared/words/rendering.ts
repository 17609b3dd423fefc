// Renders sentences as text, by any catalogue: a function's bundle has only the groups that it renders.

import { isSay, type Facts, type Say, type Told } from './say.ts';
import type { Catalogue, Language, Sentence } from './sentences.ts';
import { outside } from './show.ts';

export type Render = (sentence: Say | string, language: Language) => string;

/**
 * A sentence of an entry that `known` does not have, or that has other facts, is told by its id and facts. It may come from another
 * deployment or, in `abort`, from a person, and must not keep a report from being made.
 */
export function renderOf(known: Catalogue): Render {
  const render: Render = (sentence, language) => {
    if (typeof sentence === 'string') return sentence;
    const [group = '', entry = ''] = sentence.say.split('.');
    const sentences = Object.hasOwn(known, group) ? known[group] : undefined;
    const found = sentences && Object.hasOwn(sentences, entry) ? sentences[entry] : undefined;
    return (
      (found && told(found, sentence.with ?? {}, language)) ??
      outside(`${sentence.say} ${JSON.stringify(sentence.with ?? {})}`)
    );
  };

  /** Undefined where the entry cannot tell these facts. */
  function told(entry: Sentence, facts: Facts, language: Language): string | undefined {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `say` has checked the facts when the sentence was made
      return entry[language](renderedAll(facts, language) as never);
    } catch {
      return undefined;
    }
  }

  function rendered(fact: unknown, language: Language): unknown {
    if (Array.isArray(fact)) return fact.map((each) => rendered(each, language));
    if (isSay(fact)) return render(fact, language);
    return typeof fact === 'object' && fact !== null ? renderedAll(fact, language) : fact;
  }

  function renderedAll(facts: object, language: Language): object {
    return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, rendered(fact, language)]));
  }
  return render;
}

/** `sentence` with its text, for an object that people open. */
export function tellBy(render: Render, sentence: Say | string, language: Language): Told {
  const text = render(sentence, language);
  return typeof sentence === 'string' ? { text } : { ...sentence, text };
}
