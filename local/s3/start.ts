// The S3 of the machine-local AWS: a server on 127.0.0.1 with files on disk, for `npm start`, tests and benches. It is
// strict where a real bucket is, and refuses what it does not do. It never asks who is calling: any access key will do.

import { once } from 'node:events';

import { createS3Server } from './server.ts';
import type { Intercept } from './intercept.ts';
import { openBucket, type Bucket, type EventName } from './store/bucket.ts';
import { sequencerOf, type Version } from './store/version.ts';

export type { Intercept, InterceptedRequest, Interception } from './intercept.ts';

export interface ObjectCreated {
  readonly eventName: EventName;
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  /** Without quotes, as in S3's events. */
  readonly eTag: string;
  readonly versionId?: string | undefined;
  /** Hex of a fixed length: of two events of a key the greater one is later. */
  readonly sequencer: string;
}

export interface S3Options {
  /** Belongs to this server alone. What is in it survives, also a kill. */
  readonly dir: string;
  /** Left out: a free one. */
  readonly port?: number;
  readonly buckets: readonly { readonly name: string; readonly versioned?: boolean }[];
  /** Called once, as soon as the object can be read; whatever it starts, the upload does not wait for it. */
  readonly onObjectCreated?: (event: ObjectCreated) => void;
  readonly intercept?: Intercept;
}

export interface LocalS3 extends AsyncDisposable {
  readonly endpoint: string;
  /** Cuts all connections; when it returns, nothing that was begun goes on. */
  stop(): Promise<void>;
}

const bucketName = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u;

export async function startS3(options: S3Options): Promise<LocalS3> {
  const { dir, port = 0, onObjectCreated, intercept } = options;
  const buckets = new Map<string, Bucket>();
  for (const { name, versioned = false } of options.buckets) {
    if (!bucketName.test(name)) throw new Error(`not a bucket name: ${name}`);
    const onPublished = (version: Version, eventName: EventName): void =>
      onObjectCreated?.(describe(name, version, eventName));
    buckets.set(name, await openBucket({ dir, name, versioned, now: Date.now, onPublished }));
  }

  const stopping = Promise.withResolvers<'cut'>();
  // A request that a test holds back is not waited for.
  const { server, idle } = createS3Server(
    buckets,
    intercept ? (request) => Promise.race([intercept(request), stopping.promise]) : () => 'pass',
  );
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
  return { endpoint: `http://127.0.0.1:${address.port}`, stop, [Symbol.asyncDispose]: stop };
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
