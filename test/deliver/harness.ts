// A world with split and deliver: drops records, and reads their outcomes.

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { buckets } from '../../local/world/start.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { readOutcomes, type Outcome } from '../../shared/job/outcomes.ts';
import { ferryWorld, type FerryWorld, type FerryWorldOptions } from '../ferry-world.ts';

export interface DeliverWorld extends Omit<FerryWorld, 'read'> {
  /** Drops the records as NDJSON. */
  drop(operation: string, records: readonly JsonObject[], options?: string): Promise<void>;
  /** Drops the records and waits until the world is at rest. Answers with the job. */
  deliver(operation: string, records: readonly JsonObject[], options?: string): Promise<string>;
  /** The outcomes of the job in the order of the file. */
  outcomes(job: string): Promise<readonly Outcome[]>;
  statuses(job: string): Promise<readonly (string | number)[]>;
  read(key: string): Promise<string>;
  /** Writes the object and waits until the world is at rest again. */
  write(key: string, body: string): Promise<void>;
}

export async function deliverWorld(options: FerryWorldOptions = {}): Promise<DeliverWorld> {
  const ferry = await ferryWorld({
    ...options,
    world: { timeoutMs: 10_000, ...options.world },
    settings: { FEISHU_CALL_TIMEOUT_MS: '300', LOOK_AGAIN_MS: '600', ...options.settings },
  });
  const { world, keys } = ferry;
  let dropped = 0;

  const read = async (key: string) => (await ferry.read(key)).toString();

  async function outcomes(job: string): Promise<readonly Outcome[]> {
    const parts = await Promise.all((await keys(`jobs/${job}/outcomes/`)).map(read));
    return parts.flatMap(readOutcomes).toSorted((a, b) => a.row - b.row);
  }

  async function drop(operation: string, records: readonly JsonObject[], folder = ''): Promise<void> {
    dropped += 1;
    const key = `${operation.replace('.', '/')}/${folder}${dropped}/records.ndjson`;
    const body = records.map((record) => JSON.stringify(record)).join('\n');
    await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: key, Body: body }));
  }

  return {
    ...ferry,
    read,
    outcomes,
    async statuses(job) {
      return (await outcomes(job)).map(({ status, code }) => (code === 0 ? status : `${status} ${code}`));
    },
    drop,
    async deliver(operation, records, folder) {
      const before = new Set((await keys('jobs/')).map((key) => key.split('/')[1]));
      await drop(operation, records, folder);
      await world.idle();
      const job = (await keys('jobs/')).map((made) => made.split('/')[1]).find((name) => !before.has(name));
      if (job === undefined) throw new Error('no job was made');
      return job;
    },
    async write(key, body) {
      await ferry.put(key, body);
      await world.idle();
    },
  };
}

/** One event with these messages of one lane's message group. */
export function laneEvent(group: string, messages: readonly object[]) {
  return {
    Records: messages.map((message, index) => ({
      messageId: `m${index}`,
      receiptHandle: `r${index}`,
      body: JSON.stringify(message),
      attributes: { MessageGroupId: group, ApproximateReceiveCount: '1' },
      eventSource: 'aws:sqs',
    })),
  };
}
