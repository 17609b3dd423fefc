// Another user of the machine can connect to the ports of a run, but can neither read nor pay anything.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/start.ts';
import { bonusFile, create, manyBonuses } from './bonus-file.ts';
import { aPlace } from './payferry-process.ts';
import { environmentOf, slowly } from './sandbox-environment.ts';
import { rowsIn } from './rows-in-reports.ts';

it.skipIf(process.platform !== 'linux')(
  'a stranger at the ports of a live run is refused, and nothing but its own file is paid',
  async () => {
    await using place = await aPlace();
    await using sandbox = await startSandbox({ latencyMs: 100 });
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(2000));
    const { child, said, ended } = place.start(['bonus.csv', ...create, '--live', '--yes'], {
      ...environmentOf(sandbox),
      ...slowly,
    });
    await said('4 calls to Feishu');
    const ports = portsOf(child.pid ?? 0);
    expect(ports.length).toBeGreaterThanOrEqual(2);
    const answers = await Promise.all(ports.flatMap(attempts));
    // The server refuses the request or does not understand it. It never accepts it.
    expect(answers.filter((status) => status !== undefined && status < 400)).toEqual([]);
    expect(answers.some((status) => status === 403)).toBe(true);

    expect((await ended).code).toBe(0);
    const held = (await sandbox.records()).map(({ unique_id }) => String(unique_id));
    expect(held).toHaveLength(2000);
    expect(held.filter((name) => name.startsWith('stranger'))).toEqual([]);
    expect(await rowsIn(place.out)).toHaveLength(2000);
  },
  120_000,
);

it.skipIf(process.platform !== 'linux')(
  'a stranger cannot look into the sandbox of a run either, nor control it, nor be let in as its app',
  async () => {
    await using place = await aPlace();
    await writeFile(join(place.dir, 'bonus.csv'), manyBonuses(5000));
    const { child, said, ended } = place.start(['bonus.csv', ...create]);
    await said('10 calls to Feishu');
    const ports = childrenOf(child.pid ?? 0).flatMap(portsOf);
    expect(ports).toHaveLength(1);
    const at = `http://127.0.0.1:${ports[0]}`;
    for (const path of ['records', 'calls', 'catalogue', 'stats'])
      expect((await fetch(`${at}/_sandbox/${path}`)).status).toBe(403);
    expect((await fetch(`${at}/_sandbox/reset`, { method: 'POST' })).status).toBe(403);
    const login = await fetch(`${at}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        app_id: 'cli_5a9db0c100000001',
        app_secret: 'sandboxSecretOfTheFerry000000001',
      }),
    });
    expect(await login.json()).toMatchObject({ code: 10014 });
    expect((await ended).code).toBe(0);
  },
  120_000,
);

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const theirs = bonusFile([{}]).replace('bonus-1', 'stranger-1');

/** A stranger's requests to a port, as status codes. Undefined: no answer. */
function attempts(port: number): Promise<number | undefined>[] {
  const endpoint = `http://127.0.0.1:${port}`;
  const key = 'lump_sum_payment/batch_create/user_id_type=user_id/theirs.csv';
  const s3 = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const message = {
    operation: 'lump_sum_payment.batch_create',
    user_id_type: 'user_id',
    records: [{ unique_id: 'stranger-2' }],
  };
  const statusOf = (sent: Promise<{ $metadata: { httpStatusCode?: number | undefined } }>) =>
    sent.then(
      ({ $metadata }) => $metadata.httpStatusCode,
      (error: { $metadata?: { httpStatusCode?: number }; $response?: { statusCode?: number } }) =>
        error.$metadata?.httpStatusCode ?? error.$response?.statusCode,
    );
  const plain = (path: string, init: RequestInit = {}) =>
    fetch(endpoint + path, init).then(
      ({ status }) => status,
      () => undefined,
    );
  return [
    plain(`/payferry-inbox/${key}`, { method: 'PUT', body: theirs }),
    plain('/payferry-records?list-type=2'),
    plain('/payferry-records/open'),
    plain('/_fauxqs/queues/lanes.fifo'),
    statusOf(s3.send(new PutObjectCommand({ Bucket: 'payferry-inbox', Key: key, Body: theirs }))),
    statusOf(
      sqs.send(
        new SendMessageCommand({
          QueueUrl: `${endpoint}/000000000000/intake`,
          MessageBody: JSON.stringify(message),
        }),
      ),
    ),
  ];
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** Ports on which the process listens, from /proc. */
function portsOf(pid: number): readonly number[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const listening = '0A';
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === listening && sockets.has(inode ?? ''))
    .map(([, address]) => Number.parseInt(address?.split(':')[1] ?? '', 16));
}
