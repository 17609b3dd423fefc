// Checks a sentence for people, in each language: some words on one line, no fact that is missing, and no character that a terminal
// or a table could take for a command.

import { render } from '../../shared/words/render.ts';
import type { Say } from '../../shared/words/say.ts';
import { languages } from '../../shared/words/sentences.ts';

/** Characters that no sentence may hold: controls, line ends, those that turn the direction of writing, and lone surrogates. */
const hidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** What a text says in the place of a fact that is missing, or that is no text. */
const holes = ['undefined', 'NaN', '[object'];

export function checkSentence(sentence: Say): void {
  const facts = JSON.stringify(sentence);
  for (const language of languages) {
    const text = render(sentence, language);
    checkText(text);
    const hole = holes.find((word) => text.includes(word) && !facts.includes(word));
    if (hole !== undefined) throw new Error(`a sentence says ${hole}: ${JSON.stringify(text)} of ${facts}`);
    if (text.startsWith(`${sentence.say} {`)) throw new Error(`no entry of the catalogue: ${facts}`);
  }
}

export function checkText(text: string): void {
  const found = hidden.exec(text);
  if (found)
    throw new Error(`a sentence holds U+${found[0].charCodeAt(0).toString(16)}: ${JSON.stringify(text)}`);
  if (!/\p{L}{2}/u.test(text)) throw new Error(`no sentence: ${JSON.stringify(text)}`);
}
