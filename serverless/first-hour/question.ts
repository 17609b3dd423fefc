// The form of a question to a real account, and what every question is given.

import type { S3Client } from '@aws-sdk/client-s3';

import type { Clock } from '../../shared/clock.ts';
import type { Aws } from './aws.ts';
import type { CleanUp } from './clean-up.ts';
import type { Queues } from './queues.ts';

export type Verdict = 'as expected' | 'differs' | 'could not be asked';

export interface Answer {
  readonly verdict: Verdict;
  /** What was seen, or why it could not be asked. */
  readonly seen: string;
}

export interface Question {
  readonly number: number;
  readonly asks: string;
  readonly how: string;
  readonly expects: string;
  readonly ifItDiffers: string;
  ask(tools: Tools): Promise<Answer>;
}

/** The deployed stage, from its stack. */
export interface Stack {
  readonly account: string;
  /** `aws`, or `aws-cn` in China. */
  readonly partition: string;
  readonly inbox: string;
  readonly records: string;
  readonly feishuBaseUrl: string;
}

export interface Tools {
  readonly stage: string;
  readonly region: string;
  /** Part of the name of everything that this run makes: `payferry-first-hour-<id>`. */
  readonly id: string;
  readonly kmsKey: string | undefined;
  /** ARN of a role for the throwaway function of question 8. */
  readonly role: string | undefined;
  /** True: this program runs in the region itself, in CloudShell. */
  readonly isInRegion: boolean;
  readonly stack: Stack;
  readonly aws: Aws;
  readonly queues: Queues;
  readonly s3: S3Client;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly cleanUp: CleanUp;
  /** Milliseconds of one round trip over HTTPS to the address. */
  readonly roundTrip: (url: string) => Promise<number>;
  /** Milliseconds that one second of a queue's visibility lasts: 1000, and less in tests. */
  readonly secondMs: number;
}

export const asExpected = (seen: string): Answer => ({ verdict: 'as expected', seen });
export const differs = (seen: string): Answer => ({ verdict: 'differs', seen });
export const notAsked = (why: string): Answer => ({ verdict: 'could not be asked', seen: why });

/** Several answers as one: the worst verdict counts, and a part that differs is worse than one that was not asked. */
export function together(answers: readonly Answer[]): Answer {
  const order: readonly Verdict[] = ['differs', 'could not be asked', 'as expected'];
  const verdict = order.find((one) => answers.some((answer) => answer.verdict === one)) ?? 'as expected';
  return { verdict, seen: answers.map(({ seen }) => seen).join('; ') };
}
