// Renders sentences as text.

import { catalogue } from './catalogue.ts';
import { isSay, type Say } from './say.ts';
import type { Catalogue, Language } from './sentences.ts';

export type Render = (sentence: Say | string, language: Language) => string;

/** A sentence of an entry that `known` does not have, as of a newer deployment, is told by its id and facts. */
export function renderOf(known: Catalogue): Render {
  const render: Render = (sentence, language) => {
    if (typeof sentence === 'string') return sentence;
    const [group = '', entry = ''] = sentence.say.split('.');
    const sentences = Object.hasOwn(known, group) ? known[group] : undefined;
    const found = sentences && Object.hasOwn(sentences, entry) ? sentences[entry] : undefined;
    if (!found) return `${sentence.say} ${JSON.stringify(sentence.with ?? {})}`;
    const facts = Object.entries(sentence.with ?? {}).map(([name, fact]) => [name, rendered(fact, language)]);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `say` has checked the facts when the sentence was made
    return found[language](Object.fromEntries(facts) as never);
  };

  function rendered(fact: unknown, language: Language): unknown {
    if (Array.isArray(fact)) return fact.map((each) => rendered(each, language));
    return isSay(fact) ? render(fact, language) : fact;
  }
  return render;
}

export const render = renderOf(catalogue);
