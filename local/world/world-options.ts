// Options of a world, and the world that `startWorld` returns.

import type { S3Client } from '@aws-sdk/client-s3';

import type { LambdaFunction, LogLine } from '../lambda/run-function.ts';
import type { Sqs, SqsOptions } from '../sqs/start.ts';
import type { AsyncInvocations } from '../triggers/async-invocations.ts';
import type { Disorder, Fate } from '../triggers/object-events.ts';
import type { BrokenFile, Intercept } from '../s3/start.ts';

export interface WorldOptions {
  /** Folder of the objects. No other process may use it. */
  readonly dir: string;
  /** Settings of the functions, over those that the world sets. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Folder of the handlers: `functions` (their sources, the default), `dist`, or another folder that a build filled.
   */
  readonly from?: string;
  readonly versionedInbox?: boolean;
  /** An answered write of S3 survives a loss of power. Default false. */
  readonly durable?: boolean;
  /** Called for each failure of the file system under S3. The request that met it is answered with a 500. */
  readonly onDiskFailure?: (error: Error) => void;
  /**
   * Called once for each object in the inbox. False: the object stays, and invokes nothing. Undefined: all are taken.
   */
  readonly takesObject?: (object: { readonly bucket: string; readonly key: string }) => boolean;
  /**
   * Called for each message of the intake queue. False: it is deleted and no function sees it. Undefined: all are
   * taken.
   */
  readonly takesMessage?: (body: string) => boolean;
  /** False: messages of the lanes stay in their queue. Default true. */
  readonly delivers?: boolean;
  /** Milliseconds between two sweeps. Undefined: the sweeper runs only by `sweep`. */
  readonly sweepEveryMs?: number;
  /** Milliseconds that one second of a queue's visibility lasts. Default 1000. */
  readonly secondMs?: number;
  readonly timeoutMs?: number;
  /** Functions use little memory, for a machine that a person works on. */
  readonly sparesMemory?: boolean;
  /** Time-out of export. Default: `timeoutMs`, or 15 minutes if that is undefined too. */
  readonly exportTimeoutMs?: number;
  /** Milliseconds that a received message stays invisible. Default: six time-outs, as AWS asks for. */
  readonly visibilityMs?: number;
  readonly retryWaitsMs?: readonly number[];
  readonly onLog?: (line: LogLine) => void;
  readonly interceptS3?: Intercept;
  readonly onSqsRequest?: SqsOptions['onRequest'];
  readonly disorder?: Disorder;
  /** Decides about the events of each object. */
  readonly fate?: Fate;
  /**
   * Called for each environment of a function, by the function's name. The buffer holds the error of its clock in
   * milliseconds.
   */
  readonly clockErrorOf?: (name: string) => SharedArrayBuffer;
}

export interface World extends AsyncDisposable {
  /** Random, one a world. S3 and SQS refuse every request without it. */
  readonly accessKeyId: string;
  readonly s3: S3Client;
  readonly sqs: Sqs;
  /** The `process.env` of the functions. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of S3 that were cut off when the world started, as by a loss of power. S3 works without them. */
  readonly broken: readonly BrokenFile[];
  readonly split: LambdaFunction;
  readonly deliver: LambdaFunction;
  readonly report: LambdaFunction;
  readonly export: LambdaFunction;
  /** Events that split and report gave up after their retries. */
  readonly splitFailures: AsyncInvocations['failures'];
  readonly reportFailures: AsyncInvocations['failures'];
  /** Runs the sweeper once. Settles when it has ended. */
  sweep(): Promise<void>;
  /** Deploys other settings. New invocations get them; invocations under way keep the old ones. */
  redeploy(settings: Readonly<Record<string, string>>): Promise<void>;
  /** Settles when no work is left. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
