// Sentences of exports with their texts. The bundle of export has no other groups of sentences.

import { expectations } from '../../shared/words/record.ts';
import { exportSentences } from '../../shared/words/export.ts';
import { listSentences } from '../../shared/words/list.ts';
import { renderOf, tellBy } from '../../shared/words/rendering.ts';
import type { Say, Told } from '../../shared/words/say.ts';
import type { Language } from '../../shared/words/sentences.ts';

const render = renderOf({ expectations, export: exportSentences, list: listSentences });

export function tellExport(sentence: Say, language: Language): Told {
  return tellBy(render, sentence, language);
}
