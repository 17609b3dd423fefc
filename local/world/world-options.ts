// Options of a world (AWS on this machine with the functions in it), and the world that `startWorld` returns.

import type { S3Client } from '@aws-sdk/client-s3';

import type { LambdaFunction, LogLine } from '../lambda/run-function.ts';
import type { Sqs, SqsOptions } from '../sqs/start.ts';
import type { AsyncInvocations } from '../triggers/async-invocations.ts';
import type { BatchLine } from '../triggers/queue-mapping.ts';
import type { Disorder, Fate } from '../triggers/object-events.ts';
import type { BrokenFile, Intercept } from '../s3/start.ts';

export interface WorldOptions {
  /** Folder of the objects of S3. No other process may use it. */
  readonly dir: string;
  /** Environment variables of the functions. They replace those that the world sets. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Folder of the handlers: `functions` (their sources, the default), `dist`, or another folder that a build filled.
   */
  readonly from?: string;
  readonly versionedInbox?: boolean;
  /** True: an answered write of S3 survives a loss of power. Default false. */
  readonly durable?: boolean;
  /**
   * Called for each failure of the file system under S3. The request gets a 500, unless its write had its effect before,
   * or its answer was being sent. Undefined: the failure is printed.
   */
  readonly onDiskFailure?: (error: Error) => void;
  /**
   * Called once for each object that is written to the inbox. False: it stays there, and invokes nothing. Undefined: all
   * are taken.
   */
  readonly takesObject?: (object: { readonly bucket: string; readonly key: string }) => boolean;
  /**
   * Called for each message that is received from the intake queue. False: it is deleted, and no function sees it.
   * Undefined: all are taken.
   */
  readonly takesMessage?: (body: string) => boolean;
  /** False: nothing receives the messages of the lanes' queue. Default true. */
  readonly delivers?: boolean;
  /** Milliseconds between two sweeps. Undefined: the sweeper runs only by `sweep`. */
  readonly sweepEveryMs?: number;
  /** Milliseconds that one second of a queue's visibility lasts. Default 1000. */
  readonly secondMs?: number;
  readonly timeoutMs?: number;
  /** True: functions use less memory, for a machine that a person works on. Default false. */
  readonly sparesMemory?: boolean;
  /** Time-out of export in milliseconds. Default: `timeoutMs`, or 15 minutes if that is undefined too. */
  readonly exportTimeoutMs?: number;
  /** Milliseconds that a received message stays hidden. Default: as long, beside its function's time-out, as on AWS. */
  readonly visibilityMs?: number;
  /** Milliseconds before the second and third attempt of an event for report. */
  readonly retryWaitsMs?: readonly number[];
  /** Called for each invocation of split with messages about dropped files and approvals, when it has ended. */
  readonly onDrop?: ((batch: BatchLine) => void) | undefined;
  readonly onLog?: (line: LogLine) => void;
  readonly interceptS3?: Intercept;
  readonly onSqsRequest?: SqsOptions['onRequest'];
  readonly disorder?: Disorder;
  /** Decides when, how often and whether events of an object are sent. */
  readonly fate?: Fate;
  /**
   * Called with the function's name for each of its execution environments that starts. The buffer holds the error of
   * that environment's clock: one Float64, in milliseconds, positive for a clock that is fast.
   */
  readonly clockErrorOf?: (name: string) => SharedArrayBuffer;
}

export interface World extends AsyncDisposable {
  /** The random access key of this world. S3 and SQS refuse every request without it. */
  readonly accessKeyId: string;
  readonly s3: S3Client;
  readonly sqs: Sqs;
  /** The environment variables of the functions at the start. Lambda's own are added, and `redeploy` does not change it. */
  readonly env: Readonly<Record<string, string>>;
  /** Files of S3 that were damaged when the world started, as by a loss of power. S3 works without them. */
  readonly broken: readonly BrokenFile[];
  readonly split: LambdaFunction;
  readonly deliver: LambdaFunction;
  readonly report: LambdaFunction;
  readonly export: LambdaFunction;
  /** Records of the events that report gave up after their retries or for their age. */
  readonly reportFailures: AsyncInvocations['failures'];
  /** Runs the sweeper once. Settles when it has ended, also if it failed in every attempt. */
  sweep(): Promise<void>;
  /**
   * Adds these environment variables to those of the start. New invocations get them; invocations under way keep the
   * old ones.
   */
  redeploy(settings: Readonly<Record<string, string>>): Promise<void>;
  /** Settles when the triggers have no work left. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
