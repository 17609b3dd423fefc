// Renders all sentences of this folder.

import { catalogue } from './catalogue.ts';
import { renderOf, tellBy } from './rendering.ts';
import type { Say, Told } from './say.ts';
import type { Language } from './sentences.ts';

export const render = renderOf(catalogue);

export function tell(sentence: Say | string, language: Language): Told {
  return tellBy(render, sentence, language);
}
