// The whole ferry on this machine: S3 and SQS in a folder that is gone afterwards, the handlers that ship, and Feishu or
// the sandbox that stands for it.

import { createReadStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CopyObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { readInboxKey } from '../../functions/split/inbox-key.ts';
import { jobOfObject } from '../../functions/split/job-id.ts';
import { exportResources, runOf, type ExportMessage } from '../../shared/export-message.ts';
import { createRecordsStore, type RecordsStore } from '../../shared/records-store.ts';
import { startSandbox, type Sandbox } from '../sandbox/start.ts';
import { buckets, queues, startWorld, type World } from '../world.ts';
import { removeAtExit } from './clean-up.ts';
import type { Destination } from './destination.ts';
import { Infrastructure } from './infrastructure.ts';
import { keyOf, type Parcel } from './parcel.ts';
import { readStep, type Step } from './steps.ts';

/** Fewer than on AWS, for each lane is a thread here: as many as the latency of a sandbox and of a service asks for. */
const lanes = { sandbox: '4', service: '8' } as const;
/** Lambda's longest. */
const longestInvocationMs = 900_000;

export interface Ferry {
  readonly world: World;
  readonly store: RecordsStore;
  /** Undefined where records go to a service that somebody else runs. */
  readonly sandbox: Sandbox | undefined;
  readonly baseUrl: string;
  readonly appId: string;
  /** Puts a file in the inbox; answers with its job. */
  drop(parcel: Parcel, options?: readonly string[]): Promise<string>;
  /** The same bytes once more, with other options: what was judged is what is sent. */
  dropAgain(parcel: Parcel, before: readonly string[], options: readonly string[]): Promise<string>;
  /** Asks for a snapshot, as the scheduler does; answers with its run. */
  ask(message: ExportMessage): Promise<string>;
  /** Throws if a function was given up. */
  check(): void;
  stop(): Promise<void>;
}

export async function startFerry(
  destination: Destination,
  settings: Readonly<Record<string, string>>,
  onStep: (step: Step) => void,
): Promise<Ferry> {
  const dir = await mkdtemp(join(tmpdir(), 'payferry-'));
  removeAtExit(dir);
  const sandbox = destination.kind === 'sandbox' ? await startSandbox() : undefined;
  const { baseUrl, appId, appSecret } = destination.kind === 'service' ? destination : (sandbox ?? noService);
  const world = await startWorld({
    dir,
    timeoutMs: longestInvocationMs,
    retryWaitsMs: [500, 2000],
    settings: {
      LANES: lanes[destination.kind],
      // The sweeper is called for a job that is being stopped, and only then.
      SWEEP_AFTER_MS: '1',
      ...settings,
      FEISHU_BASE_URL: baseUrl,
      FEISHU_APP_ID: appId,
      FEISHU_APP_SECRET: appSecret,
    },
    onLog: ({ text }) => {
      const step = readStep(text);
      if (step) onStep(step);
    },
  });
  const { s3 } = world;

  async function jobAt(key: string): Promise<string> {
    const { VersionId = '', LastModified = new Date(0) } = await s3.send(
      new HeadObjectCommand({ Bucket: buckets.inbox, Key: key }),
    );
    return jobOfObject(
      { bucket: buckets.inbox, key, version: VersionId },
      LastModified,
      readInboxKey(key).file.stem,
    );
  }

  return {
    world,
    store: createRecordsStore(s3, buckets.records),
    sandbox,
    baseUrl,
    appId,
    async drop(parcel, options = []) {
      const key = keyOf(parcel, options);
      const { body } = parcel;
      const content =
        typeof body === 'string'
          ? { Body: body }
          : { Body: createReadStream(body.path), ContentLength: body.bytes };
      await s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key, ...content }));
      return jobAt(key);
    },
    async dropAgain(parcel, before, options) {
      const from = `${buckets.inbox}/${keyOf(parcel, before).split('/').map(encodeURIComponent).join('/')}`;
      const key = keyOf(parcel, options);
      await s3.send(new CopyObjectCommand({ Bucket: buckets.inbox, Key: key, CopySource: from }));
      return jobAt(key);
    },
    async ask(message) {
      await world.sqs.client.send(
        new SendMessageCommand({
          QueueUrl: world.sqs.queue(queues.exports).url,
          MessageBody: JSON.stringify(message),
          MessageGroupId: exportResources[message.resource].operation.name,
        }),
      );
      return runOf(message);
    },
    check() {
      const [failure] = [...world.splitFailures(), ...world.reportFailures()];
      if (!failure) return;
      const { errorType, errorMessage } = failure.responsePayload;
      throw new Infrastructure(
        `${failure.requestContext.functionArn.split(':').at(-1) ?? ''} failed: ${errorType}: ${errorMessage}`,
      );
    },
    async stop() {
      await world.stop();
      await sandbox?.stop();
    },
  };
}

const noService = { baseUrl: '', appId: '', appSecret: '' };
