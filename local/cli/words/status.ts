// What became of a payment, in a word or two.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const statusSentences = {
  paid: () => 'paid',
  set_up: () => 'set up',
  changed: () => 'changed',
  removed: () => 'removed',
  already_there: () => 'already there',
  refused: () => 'refused',
  not_sent: () => 'not sent',
  unclear: () => 'unclear',
} satisfies Sentences;
