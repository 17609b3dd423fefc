// What a world can be asked for, and what it shows of itself.

import type { S3Client } from '@aws-sdk/client-s3';

import type { LambdaFunction, LogLine } from '../lambda/run-function.ts';
import type { Sqs, SqsOptions } from '../sqs/start.ts';
import type { AsyncInvocations } from '../triggers/async-invocations.ts';
import type { Disorder, Fate } from '../triggers/object-events.ts';
import type { BrokenFile, Intercept } from '../s3/start.ts';

export interface WorldOptions {
  /** Holds the objects; belongs to this world alone. */
  readonly dir: string;
  /** Settings of the functions beyond what the world gives them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the handlers are: the sources, `dist`, or another folder that a build has filled. */
  readonly from?: string;
  readonly versionedInbox?: boolean;
  /** What S3 has answered outlasts a machine that loses power. */
  readonly durable?: boolean;
  /** Told each time that the file system fails under S3; the request that meets it is answered with a 500. */
  readonly onDiskFailure?: (error: Error) => void;
  /** Asked once of each object that comes into the inbox; false: it stays there, and sets nothing off. Left out: all. */
  readonly takesObject?: (object: { readonly bucket: string; readonly key: string }) => boolean;
  /** Asked of each message of the intake queue; false: it is deleted, and no function sees it. Left out: all. */
  readonly takesMessage?: (body: string) => boolean;
  /** False: what split has queued stays where it is. */
  readonly delivers?: boolean;
  /** Without it the sweeper comes only when it is called. */
  readonly sweepEveryMs?: number;
  /** How long a second of a queue's visibility lasts. */
  readonly secondMs?: number;
  readonly timeoutMs?: number;
  /** Functions take as little memory as they can: somebody else works on this machine. */
  readonly sparesMemory?: boolean;
  /** Of export, which may run as long as Lambda allows; without it `timeoutMs`, and else 15 minutes. */
  readonly exportTimeoutMs?: number;
  /** How long a message that was received stays invisible; six time-outs, as AWS asks for. */
  readonly visibilityMs?: number;
  readonly retryWaitsMs?: readonly number[];
  readonly onLog?: (line: LogLine) => void;
  readonly interceptS3?: Intercept;
  readonly onSqsRequest?: SqsOptions['onRequest'];
  readonly disorder?: Disorder;
  /** What becomes of the events of an object, one by one. */
  readonly fate?: Fate;
  /** For each environment of a function: how wrong its machine's clock is. */
  readonly clockErrorOf?: (name: string) => SharedArrayBuffer;
}

export interface World extends AsyncDisposable {
  /** Random, and of this world alone: without it S3 and SQS do nothing. */
  readonly accessKeyId: string;
  readonly s3: S3Client;
  readonly sqs: Sqs;
  /** What its functions find in their process.env. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of S3 that were not whole when the world started, as after a loss of power; S3 goes on without them. */
  readonly broken: readonly BrokenFile[];
  readonly split: LambdaFunction;
  readonly deliver: LambdaFunction;
  readonly report: LambdaFunction;
  readonly export: LambdaFunction;
  /** What split and report gave up after their retries. */
  readonly splitFailures: AsyncInvocations['failures'];
  readonly reportFailures: AsyncInvocations['failures'];
  /** Ends when the sweeper has been round. */
  sweep(): Promise<void>;
  /** A deployment with other settings: from here on invocations find them, and those under way keep theirs. */
  redeploy(settings: Readonly<Record<string, string>>): Promise<void>;
  /** All that was set off has come to rest. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
