// A world (S3, SQS and functions on this machine) in which new objects and messages of the lanes start no function: the
// sample events take their place. Its buckets and sandbox hold what those events name.

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

import { createRecordsStore, type RecordsStore } from '../../../shared/aws/store.ts';
import { removeAtExit } from './clean-up.ts';
import type { Intercept } from '../../s3/start.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { buckets, startWorld, type World } from '../../world/start.ts';
import { prepare } from './prepare.ts';

export interface StillWorld extends AsyncDisposable {
  readonly world: World;
  readonly sandbox: Sandbox;
  /** Store of the records bucket. */
  readonly store: RecordsStore;
  stop(): Promise<void>;
}

/**
 * Starts the world in a new folder below `parent`. The folder is removed when the process exits. `onWritten` is told
 * each write and single delete of an object, like `PutObject payferry-records/KEY`.
 */
export async function startStillWorld(
  parent: string,
  onWritten: (object: string) => void = () => undefined,
): Promise<StillWorld> {
  const dir = await mkdtemp(join(parent, 'events-'));
  removeAtExit(dir);
  const sandbox = await startSandbox();
  let isPrepared = false;
  const tell: Intercept = ({ operation, bucket, key, phase }) => {
    if (isPrepared && phase === 'after' && writes.has(operation)) onWritten(`${operation} ${bucket}/${key}`);
    return 'pass';
  };
  const world = await startWorld({
    dir,
    settings: {
      FEISHU_BASE_URL: sandbox.baseUrl,
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
    },
    delivers: false,
    // No event about an object is passed on.
    fate: () => [],
    onLog: () => undefined,
    interceptS3: tell,
  });
  const stop = async () => {
    await world.stop();
    await sandbox.stop();
  };
  const store = createRecordsStore(world.s3, buckets.records);
  try {
    await prepare(world, store);
  } catch (error) {
    await stop();
    throw error;
  }
  isPrepared = true;
  return { world, sandbox, store, stop, [Symbol.asyncDispose]: stop };
}

const writes: ReadonlySet<string> = new Set(['PutObject', 'CompleteMultipartUpload', 'DeleteObject']);
