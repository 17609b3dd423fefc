// Why the folder of --out cannot be used.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const homeSentences = {
  /** `why` is an entry of below or of the group machine, or the message of an unknown error. */
  unusable: ({ out, why }: { out: string; why: string }) => `--out ${out}: ${why}`,
  busy: () => 'another payferry is at work there: wait until it has ended, or name another --out',
  is_link: () => '.payferry is a link there: pay data stays where you said',
  of_other_user: () => '.payferry belongs to another user there',
  /** `copies` is how many times the size of the files is needed, beside a fixed room. */
  no_room: ({ freeBytes, neededBytes, copies }: NoRoom) =>
    `${megabytes(freeBytes)} are free there, and ${megabytes(neededBytes)} may be needed: ${copies} times the files, for what is under way and for the reports`,
  other_disk: ({ folder }: { folder: string }) =>
    `${folder} lies on another disk there, and a report must come whole: name another folder`,
  folder_unusable: ({ folder, why }: { folder: string; why: string }) => `${folder}: ${why}`,
} satisfies Sentences;

interface NoRoom {
  readonly freeBytes: number;
  readonly neededBytes: number;
  readonly copies: number;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
