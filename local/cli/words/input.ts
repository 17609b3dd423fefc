// Why a file of the command, or of the inbox folder, is not carried.

import type { Sentences } from '../../../shared/words/sentences.ts';
import { outside } from '../screen/outside-text.ts';

interface File {
  /** The file or folder, as the user knows it. */
  readonly file: string;
}

export const inputSentences = {
  absent: ({ file }: File) => `there is no file ${outside(file)}`,
  no_file: ({ file }: File) => `${outside(file)} is not a file`,
  /** `why` is an entry of the group machine, or the message of an unknown error. */
  unreadable: ({ file, why }: File & { why: string }) => `${outside(file)} cannot be read: ${why}`,
  no_file_any_more: ({ file }: File) => `${outside(file)} is not a file any more`,
  changed_meanwhile: ({ file }: File) => `${outside(file)} changed while this command was at it`,
  nothing_sent: ({ fault }: { fault: string }) => `${fault}. Nothing of it was sent.`,

  // What the file asks for.
  without_operation: ({ file, known }: File & { known: readonly string[] }) =>
    `${outside(file)}: say what it asks for with --operation, one of ${known.join(', ')}`,
  other_operation: ({ file, inPath, inFlag }: File & { inPath: string; inFlag: string }) =>
    `${outside(file)}: its path says ${inPath}, --operation says ${inFlag}`,
  approval_wrong: ({ file, approval }: File & { approval: string }) =>
    `${outside(file)}: ${outside(approval)}, expected approval=required or approval=none`,

  // Entries of the inbox folder.
  link: ({ file }: File) => `${outside(file)} is a link: put the file itself there`,
  other_entry: ({ file }: File) => `${outside(file)} is no file`,
  empty: ({ file }: File) => `${outside(file)} is empty`,
} satisfies Sentences;
