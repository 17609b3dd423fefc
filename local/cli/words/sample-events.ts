// What `npm run events` says, and why its folder cannot be used.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const sampleEventSentences = {
  up: () => 'The world of the sample events is up. In another terminal:',
  how_to_end: () => 'What they write shows here. Ctrl-C ends it.',
  no_folder: ({ folder }: { folder: string }) => `${folder} is no folder: remove it, and start again.`,
  of_other_user: ({ folder }: { folder: string }) =>
    `${folder} belongs to another user: remove it, and start again.`,
} satisfies Sentences;
