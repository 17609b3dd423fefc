// What the demo says of the sample files, of the sandbox and the snapshots after them, and of what was not as expected.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const demoSentences = {
  /** `says` is the sentence of the sample in events/samples/samples.json. */
  sample: ({ number, file, says }: { number: number; file: string; says: string }) =>
    `${number}. ${file}: ${says}`,
  ids_filled_in: ({ ids }: { ids: number }) =>
    `${ids} ids were filled in from the report of an earlier file, as a person would`,
  removal_has_yes: () => 'a removal waits until a person says yes: yes',
  sandbox_holds: ({ bonuses, allowances }: { bonuses: number; allowances: number }) =>
    `The sandbox now holds ${bonuses} bonuses and ${allowances} allowances. As snapshots:`,

  as_expected: () => 'All files ended as they should: the refused rows are mistakes made on purpose.',
  not_as_expected: () => 'Not as it should be:',
  other_counts: ({ file, differences }: { file: string; differences: readonly Difference[] }) =>
    `${file}: ${differences.map(({ count, found, expected }) => `${count.replace('_', ' ')} ${found} instead of ${expected}`).join(', ')}`,
  other_in_sandbox: ({ resource, found, expected }: Held) =>
    `the sandbox should hold ${expected} of ${resource}, not ${found}`,
  other_in_snapshots: ({ resource, found, expected }: Held) =>
    `the snapshots should hold ${expected} of ${resource}, not ${found}`,
} satisfies Sentences;

interface Difference {
  readonly count: 'succeeded' | 'already_there' | 'refused' | 'not_sent' | 'unclear';
  readonly found: number;
  readonly expected: number;
}

interface Held {
  readonly resource: string;
  readonly found: number;
  readonly expected: number;
}
