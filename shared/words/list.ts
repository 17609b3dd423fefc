// Several sentences told as one.

import type { Sentences } from './sentences.ts';

interface Several {
  readonly sentences: readonly string[];
  /** How many sentences are left out. */
  readonly more: number;
}

export const listSentences = {
  several: {
    en: ({ sentences, more }: Several) =>
      [...sentences, ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
    zh: ({ sentences, more }: Several) =>
      [...sentences, ...(more > 0 ? [`另有 ${more} 处`] : [])].reduce(
        (text, next) => (text === '' || /[。？]$/.test(text) ? text + next : `${text}；${next}`),
        '',
      ),
  },
} satisfies Sentences;
