// What `payferry jobs redrive` asks and tells, and what AWS refused. No sentence has a message's content.

import { outside } from '../screen/outside-text.ts';
import type { Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

interface Refused {
  readonly queue: string;
  readonly right: string;
}

export const redriveSentences = {
  none: ({ from }: { from: string }) =>
    `${outside(from)} has no messages. SQS's count may be a minute old: ask again if one has just arrived.`,
  to_be_moved: ({ messages, from, to }: { messages: number; from: string; to: string }) =>
    `${count(messages, 'message')} to be moved from ${outside(from)} to ${outside(to)}`,
  some_hidden: ({ hidden }: { hidden: number }) =>
    `Of them ${count(hidden, 'message is', 'messages are')} received by somebody now, and may come back within a minute.`,
  drops_go_to_intake: ({ to }: { to: string }) =>
    `Only S3 may write to the queue of drops, so they go to ${outside(to)}: the jobs are the same, but nobody is named as the one who dropped the file.`,
  ask: () => 'Type yes to move them: ',
  nothing_moved: () => 'Nothing was moved.',
  no_terminal: () => 'without a terminal nobody can be asked: --yes says it',

  moved_so_far: ({ moved }: { moved: number }) => `${moved} moved`,
  waits: () =>
    'SQS counts more messages than it hands out. They are waited for, a minute at most: a receiver that was killed hides them that long.',
  moved: ({ moved, left }: { moved: number; left: number }) => `${moved} moved, ${left} left`,
  too_new: ({ tooNew }: { tooNew: number }) =>
    `${count(tooNew, 'message was', 'messages were')} left that came after this command had begun, or died again. Is the cause mended?`,
  not_taken: ({ refused, code, to }: { refused: number; code: string | undefined; to: string }) =>
    `${count(refused, 'message was', 'messages were')} left because ${outside(to)} does not take them${code === undefined ? '' : ` (${code})`}, or one before them in their group.`,
  not_deleted: ({ notDeleted, from }: { notDeleted: number; from: string }) =>
    `${count(notDeleted, 'message was', 'messages were')} moved but could not be deleted from ${outside(from)}: another redrive moves them a second time, which pays nobody twice.`,
  counted: () =>
    "The number left is SQS's own count, which may be a minute old; some may be held by another receiver. Run it again to see.",

  no_region: () => 'no region that can be used: say --region, or set AWS_REGION',
  no_credentials: () =>
    'no credentials of AWS: set AWS_PROFILE, or sign in as for the AWS command line (aws sts get-caller-identity must work)',
  credentials_not_taken: ({ code }: { code: string }) =>
    `AWS does not take the credentials (${code}): sign in again`,
  no_queue: ({ queue }: { queue: string }) =>
    `there is no queue ${outside(queue)} in this account and region: is the stage right, and the region?`,
  no_right: ({ queue, right }: Refused) => `the right ${right} on the queue ${outside(queue)} is missing`,
  no_right_to_key: ({ queue, right, code }: Refused & { code: string }) =>
    `the right to the KMS key of the queue ${outside(queue)} is missing (${code}): ${right}`,
  unreached: ({ code }: { code: string }) => `SQS cannot be reached (${code}): is the region right?`,
  refused: ({ queue, right, code }: Refused & { code: string }) =>
    `SQS refused ${right} on the queue ${outside(queue)} (${code})`,
  stopped: ({ to, code }: { to: string; code: string }) =>
    `SQS took no message for ${outside(to)} (${code}), several times: try again later`,
} satisfies Sentences;
