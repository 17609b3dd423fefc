// A world with export: stores records, sends messages that ask for a run, and reads the snapshots.

import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { queues } from '../../local/world/start.ts';
import { latestJson, type Latest } from '../../shared/run/latest.ts';
import { leaseJson } from '../../shared/run/lease.ts';
import { manifestJson, type Manifest } from '../../shared/run/manifest.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { ferryWorld, type FerryWorld, type FerryWorldOptions } from '../ferry-world.ts';
import { callerFor, recordsOf, resultsOf, type Caller } from '../../local/sandbox/test/caller.ts';

export interface ExportWorld extends FerryWorld {
  /** Calls the sandbox as a program beside Payferry would. */
  readonly call: Caller;
  /** Creates the records, 500 a call. Answers with their ids. */
  store(api: string, records: readonly object[]): Promise<readonly string[]>;
  /** Puts the message on the queue. Each call sends it once more. */
  ask(message: object | string, group?: string): Promise<void>;
  /** Every record of the query, read page by page by this test itself. */
  query(api: string): Promise<readonly JsonObject[]>;
  /** Asks, and waits until the world is at rest. Answers with the newest snapshot. */
  export(message: object): Promise<Snapshot>;
  latest(dataset: string): Promise<Latest>;
  snapshot(manifestKey: string): Promise<Snapshot>;
}

export interface Snapshot {
  readonly key: string;
  readonly manifest: Manifest;
  /** The records of all parts. Each part has been compared with the manifest. */
  readonly records: readonly JsonObject[];
}

export const aMessage = (changes: object = {}): JsonObject => ({
  dataset: 'nightly',
  resource: 'lump_sum_payment',
  mode: 'full',
  format: 'ndjson',
  scheduled_at: '2026-11-20T02:00:00Z',
  ...changes,
});

/** The event that Lambda gets for this message, for tests that invoke export themselves. */
export function eventOf(message: JsonObject) {
  const attributes = { ApproximateReceiveCount: '1' };
  return {
    Records: [
      {
        eventSource: 'aws:sqs',
        messageId: 'm',
        receiptHandle: 'none',
        body: JSON.stringify(message),
        attributes,
      },
    ],
  };
}

/** Does what time would do: ends the lease of a killed run, which cannot be at work any more. */
export async function endLease(ferry: ExportWorld, query: string): Promise<void> {
  const [key] = await ferry.keys(leaseJson.key({ operation: query }));
  const lease = key === undefined ? undefined : readJson((await ferry.read(key)).toString());
  if (key !== undefined && isJsonObject(lease))
    await ferry.put(key, JSON.stringify({ ...lease, ends_ms: 0 }));
}

const perCall = 500;

export async function exportWorld(options: FerryWorldOptions = {}): Promise<ExportWorld> {
  const ferry = await ferryWorld({
    ...options,
    world: { timeoutMs: 60_000, ...options.world },
    settings: { FEISHU_CALL_TIMEOUT_MS: '5000', ...options.settings },
  });
  const { world, sandbox, read } = ferry;
  const { sqs } = world;
  const call = await callerFor(sandbox);

  async function latest(dataset: string): Promise<Latest> {
    return latestJson.parse((await read(latestJson.key({ dataset }))).toString());
  }

  async function snapshot(key: string): Promise<Snapshot> {
    const manifest = manifestJson.parse((await read(key)).toString());
    const records: JsonObject[] = [];
    for (const file of manifest.files) {
      const bytes = await read(key.replace('_manifest.json', file.name));
      const found = ndjson(bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { name } = file;
      const told = { name, records: found.length, bytes: bytes.length, sha256 };
      if (
        JSON.stringify(told) !==
        JSON.stringify({ name, records: file.records, bytes: file.bytes, sha256: file.sha256 })
      )
        throw new Error(`${name} is not what the manifest says: ${JSON.stringify([told, file])}`);
      records.push(...found);
    }
    return { key, manifest, records };
  }

  async function ask(message: object | string, group = 'lump_sum_payment.query'): Promise<void> {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    await sqs.client.send(
      new SendMessageCommand({
        QueueUrl: sqs.queue(queues.exports).url,
        MessageBody: body,
        MessageGroupId: group,
        MessageDeduplicationId: randomUUID(),
      }),
    );
  }

  return {
    ...ferry,
    call,
    latest,
    snapshot,
    ask,
    async store(api, records) {
      const ids: string[] = [];
      for (let start = 0; start < records.length; start += perCall) {
        const answer = await call(api, { records: records.slice(start, start + perCall) });
        for (const { id, code, message } of resultsOf(answer)) {
          if (id === undefined || code !== 0) throw new Error(`not stored: ${code} ${message}`);
          ids.push(id);
        }
      }
      return ids;
    },
    async query(api) {
      const records: JsonObject[] = [];
      for (let token: string | undefined = ''; token !== undefined;) {
        const page = { page_size: '500', ...(token === '' ? {} : { page_token: token }) };
        const answer = await call(api, {}, page);
        records.push(...recordsOf(answer));
        token = answer.data?.page_token;
      }
      return records;
    },
    async export(message) {
      await ask(message);
      await world.idle();
      const { manifest } = await latest('dataset' in message ? String(message.dataset) : '');
      return snapshot(manifest);
    },
  };
}

function ndjson(bytes: Buffer): readonly JsonObject[] {
  return gunzipSync(bytes)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map(readJson)
    .filter(isJsonObject);
}
