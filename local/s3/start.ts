// An S3 server on 127.0.0.1 with files on disk, for `npm start`, tests and benches.
// - It means to be as strict as a real bucket, and refuses with a 501 what it does not implement.
// - If it has an access key, every request must show it.
// - Its files are for their owner only, by their permissions and those of the folders of the buckets.

import { once } from 'node:events';

import { createS3Server } from './s3-server.ts';
import type { Intercept } from './intercept.ts';
import { openBucket, type Bucket, type EventName } from './store/bucket.ts';
import { makeRoot } from './store/disk.ts';
import type { BrokenFile } from './store/put-aside.ts';
import { sequencerOf, type Version } from './store/version.ts';

export type { Intercept, InterceptedRequest, Interception } from './intercept.ts';
export type { BrokenFile } from './store/put-aside.ts';

export interface ObjectCreated {
  readonly eventName: EventName;
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Without quotes, as in the events of S3. */
  readonly eTag: string;
  readonly versionId?: string | undefined;
  /** 16 hex digits. Of two events of a key, the one with the greater sequencer is later. */
  readonly sequencer: string;
}

export interface S3Options {
  /** Folder of the objects. No other server may use it. Objects survive a kill of the process. */
  readonly dir: string;
  /** Default: a free one. */
  readonly port?: number;
  readonly buckets: readonly { readonly name: string; readonly versioned?: boolean }[];
  /** Called once for each put, copy or completed upload, as soon as the object can be read and before the answer. */
  readonly onObjectCreated?: (event: ObjectCreated) => void;
  readonly intercept?: Intercept;
  /** A request without this key is refused before anything else. Undefined: no request needs a key. */
  readonly accessKeyId?: string;
  /**
   * True: an answered write survives a loss of power, because each write waits for the disk. The removal of a file does
   * not wait. Default false.
   */
  readonly durable?: boolean;
  /**
   * Called for each failure of the file system. The client gets a 500, unless its write had its effect before, or its
   * answer was being sent. Undefined: the failure is printed.
   */
  readonly onFailure?: (error: Error) => void;
}

export interface LocalS3 extends AsyncDisposable {
  readonly endpoint: string;
  /** Files that were damaged when the server started, and were put aside. The store works without them. */
  readonly broken: readonly BrokenFile[];
  /** Cuts all connections. When it settles, no request is under way. */
  stop(): Promise<void>;
}

const bucketName = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export async function startS3(options: S3Options): Promise<LocalS3> {
  const { dir, port = 0, onObjectCreated, intercept, durable = false, onFailure = print } = options;
  await makeRoot(dir, durable);
  const buckets = new Map<string, Bucket>();
  for (const { name, versioned = false } of options.buckets) {
    if (!bucketName.test(name)) throw new Error(`not a bucket name: ${name}`);
    const onPublished = (version: Version, eventName: EventName): void =>
      onObjectCreated?.(describe(name, version, eventName));
    const disk = { durable, onFailure };
    buckets.set(name, await openBucket({ dir, name, versioned, disk, now: Date.now, onPublished }));
  }

  const stopping = Promise.withResolvers<'cut'>();
  // A stop does not wait for a request that `intercept` holds back.
  const { server, idle } = createS3Server({
    buckets,
    intercept: intercept ? (request) => Promise.race([intercept(request), stopping.promise]) : () => 'pass',
    accessKeyId: options.accessKeyId,
    onFailure,
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the S3 server has no port');

  let stopped: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    stopping.resolve('cut');
    server.closeAllConnections();
    await closed;
    await idle();
  };
  const stop = (): Promise<void> => (stopped ??= end());
  const broken = [...buckets.values()].flatMap((bucket) => bucket.broken);
  return { endpoint: `http://127.0.0.1:${address.port}`, broken, stop, [Symbol.asyncDispose]: stop };
}

function print(error: Error): void {
  console.error('the disk of the S3 server failed:', error);
}

function describe(bucket: string, version: Version, eventName: EventName): ObjectCreated {
  const { key, sizeBytes, eTag, versionId, sequence } = version;
  return {
    eventName,
    bucket,
    key,
    size: sizeBytes,
    eTag: eTag.replaceAll('"', ''),
    versionId,
    sequencer: sequencerOf(sequence),
  };
}
