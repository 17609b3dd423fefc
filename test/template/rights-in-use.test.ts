// Runs Payferry with no more rights than its roles give. A refused request fails the test, and so does a right that no
// request uses.

import { createHash } from 'node:crypto';

import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { jobOfMessage } from '../../shared/job/job-id.ts';
import { buckets, queues } from '../../local/world/start.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import { readJson } from '../../shared/values/json.ts';
import { deliverWorld, type DeliverWorld } from '../deliver/harness.ts';
import { callerFor, type Caller } from '../../local/sandbox/test/caller.ts';
import { aBonus, aBonusChange, aDetail, storeBonus } from '../../local/sandbox/test/payments.ts';
import { at } from './at.ts';
import { deploy, type Deployed } from './deployed.ts';
import { guardWorld, roles, type GuardedWorld } from './guarded-world.ts';
import { packageCopy } from './project-copy.ts';
import { statementsOfRole } from './rights.ts';

let deployed: Deployed;
let ferry: DeliverWorld;
let call: Caller;
let guarded: GuardedWorld;
/** How often S3 fails yet for the first write of a job. The SDK tries three times, and then split fails for its message. */
let failures = 0;
/** True: S3 sends no event of dropped files. */
let isSilent = false;

beforeAll(async () => {
  deployed = deploy((await packageCopy()).template, { FeishuAppId: 'cli_a1b2c3d4' });
  ferry = await deliverWorld({
    world: {
      fate: ({ bucket }) => (isSilent && bucket === buckets.inbox ? [] : undefined),
      interceptS3({ operation, key, phase }) {
        const fails =
          failures > 0 && operation === 'PutObject' && phase === 'before' && key.startsWith('open/');
        if (fails) failures -= 1;
        return fails ? 'fail' : 'pass';
      },
    },
  });
  call = await callerFor(ferry.sandbox);
  guarded = await guardWorld(ferry.world, deployed);
});

afterAll(async () => {
  await ferry[Symbol.asyncDispose]();
  await guarded[Symbol.asyncDispose]();
});

async function send(queue: string, body: string, groupId?: string): Promise<void> {
  const { sqs } = ferry.world;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const group = groupId === undefined ? {} : { MessageGroupId: groupId, MessageDeduplicationId: sha256 };
  await sqs.client.send(
    new SendMessageCommand({ QueueUrl: sqs.queue(queue).url, MessageBody: body, ...group }),
  );
  await ferry.world.idle();
}

const reported = async (job: string): Promise<unknown> =>
  at(readJson(await ferry.read(`reports/${job}/report.json`)), 'state');

describe('with the rights of its role', () => {
  it('a file is split, delivered and reported, what the rules refuse included', async () => {
    const records = [aBonus(), aBonus({ total_amount: 'much' })];
    const job = await ferry.deliver(lumpSumCreate.name, records, 'max_rejected_percent=60/');
    expect(await reported(job)).toBe('complete_with_errors');
  });

  it('a file that is only tried out is reported', async () => {
    const job = await ferry.deliver(lumpSumCreate.name, [aBonus()], 'dry_run=true/');
    expect(await reported(job)).toBe('dry_run');
  });

  it('updates and removes find out what was there before', async () => {
    const { id } = await storeBonus(call);
    const more = [aDetail({ issuance_amount: '500.00' }), aDetail({ issuance_amount: '1500.00' })];
    const change = aBonusChange(id, '', { issuance_frequency: 2, details: more });
    const updates = await ferry.deliver(lumpSumUpdate.name, [change]);
    expect(await reported(updates)).toBe('complete');
    const removes = await ferry.deliver(lumpSumRemove.name, [{ id }], 'approval=none/');
    expect(await reported(removes)).toBe('complete');
    expect(await ferry.keys('before-images/')).toHaveLength(2);
  });

  it('a job waits for approval and goes on', async () => {
    const job = await ferry.deliver(lumpSumCreate.name, [aBonus()], 'approval=required/');
    expect(await ferry.keys(`reports/${job}/`)).toEqual([`reports/${job}/awaiting_approval.json`]);
    await ferry.write(`jobs/${job}/approved`, '{}');
    expect(await reported(job)).toBe('complete');
  });

  it('a message is taken, and an unreadable one goes to quarantine', async () => {
    const before = (await ferry.keys('reports/')).length;
    await send(queues.intake, JSON.stringify({ operation: lumpSumCreate.name, records: [aBonus()] }));
    expect((await ferry.keys('reports/')).length).toBeGreaterThan(before);
    for (const queue of [queues.intake, queues.lanes, queues.exports])
      await send(queue, `no JSON for ${queue}`, queue.endsWith('.fifo') ? 'any' : undefined);
    expect(await ferry.keys('quarantine/')).toHaveLength(3);
  });

  it('a file and a message for which split has failed are handed back, and come again', async () => {
    failures = 3;
    const job = await ferry.deliver(lumpSumCreate.name, [aBonus()]);
    expect(await reported(job)).toBe('complete');
    failures = 3;
    const before = (await ferry.keys('reports/')).length;
    await send(queues.intake, JSON.stringify({ operation: lumpSumCreate.name, records: [aBonus()] }));
    expect((await ferry.keys('reports/')).length).toBeGreaterThan(before);
    expect(ferry.logs.filter(({ step }) => step === 'failed')).toHaveLength(2);
  });

  it('a job that another message has begun is set aside', async () => {
    const source = { from: 'intake', name: 'taken', sha256: 'of another', bytes: 1 };
    const open = `open/${jobOfMessage('taken', '')}`;
    await ferry.write(open, JSON.stringify({ v: 1, source, opened_at: '2026-11-01T08:00:00.000Z' }));
    const message = { operation: lumpSumCreate.name, records: [aBonus()], job: 'taken' };
    await send(queues.intake, JSON.stringify(message));
    expect(await ferry.keys('quarantine/')).toHaveLength(4);
    await ferry.world.s3.send(new DeleteObjectCommand({ Bucket: buckets.records, Key: open }));
  });

  it('an event that names no version is the same file again', async () => {
    const before = (await ferry.keys('reports/')).length;
    const key = encodeURIComponent('lump_sum_payment/batch_create/max_rejected_percent=60/1/records.ndjson');
    const s3 = { bucket: { name: buckets.inbox }, object: { key } };
    await send(queues.intake, JSON.stringify({ Records: [{ eventSource: 'aws:s3', s3 }] }));
    expect(ferry.logs).toContainEqual(expect.objectContaining({ step: 'repeated', state: 'send' }));
    expect(await ferry.keys('reports/')).toHaveLength(before);
  });

  it('what Feishu does not answer is handed back, and looked for', async () => {
    const apis = [lumpSumCreate.name, lumpSumCreate.recovery.query.name];
    await ferry.sandbox.setFaults({ next: apis.map((api) => ({ api, fault: 'busy_before' })) });
    const job = await ferry.deliver(lumpSumCreate.name, [aBonus()]);
    expect(ferry.logs).toContainEqual(expect.objectContaining({ step: 'handed_back', why: 'broken' }));
    expect(await ferry.statuses(job)).toEqual(['created']);
  });

  it('an update that has to wait marks its records, and a later one waits behind it', async () => {
    const { id, detailIds } = await storeBonus(call);
    const change = aBonusChange(id, detailIds[0] ?? '');
    const first = await ferry.deliver(lumpSumUpdate.name, [change], 'approval=required/');
    // As if the first had been sent, and were out of its lane.
    const mark = { v: 1, first_left_ms: 0, records: [id] };
    await ferry.put(`waiting/${lumpSumUpdate.name}/${first}-00000.json`, JSON.stringify(mark));
    await ferry.drop(lumpSumUpdate.name, [change]);
    const behind = expect.objectContaining({ step: 'handed_back', why: 'behind' });
    await expect.poll(() => ferry.logs, { timeout: 20_000 }).toContainEqual(behind);
    await ferry.write(`jobs/${first}/approved`, '{}');
    expect(await reported(first)).toBe('complete');
    expect(await ferry.keys('waiting/')).toEqual([]);
  });

  it('a file that is wrong all over is stopped', async () => {
    const nobody = Array.from({ length: 40 }, () => aBonus({ user_id: 'ou_nobody' }));
    const job = await ferry.deliver(lumpSumCreate.name, nobody, 'user_id_type=open_id/');
    expect(await ferry.keys(`jobs/${job}/abort`)).toHaveLength(1);
    expect(await reported(job)).toBe('stopped');
  });

  it('a snapshot is published, when Feishu answers again', async () => {
    const query = 'lump_sum_payment.query';
    await ferry.sandbox.setFaults({ next: [{ api: query, fault: 'busy_before', times: 4 }] });
    const message = { dataset: 'all', resource: 'lump_sum_payment', scheduled_at: '2026-11-20T02:00:00Z' };
    await send(queues.exports, JSON.stringify(message), query);
    expect(await ferry.keys('snapshots/all/')).toContain('snapshots/all/_latest.json');
  });

  it('the sweeper splits again, gives up, lets approvals expire and closes', async () => {
    const waiting = await ferry.deliver(lumpSumCreate.name, [aBonus()], 'approval=required/');
    // With this patience, batches that are sent after it has ended are not delivered.
    await guarded.redeploy({ PATIENCE_MS: '1' });
    const late = await ferry.deliver(lumpSumCreate.name, [aBonus()]);
    await guarded.redeploy({ SWEEP_AFTER_MS: '1', APPROVAL_PATIENCE_MS: '1', PATIENCE_MS: '1' });
    const source = { from: 'inbox', name: 'gone.csv', bucket: 'payferry-inbox', key: 'gone.csv', bytes: 9 };
    const lost = { v: 1, source, opened_at: '2026-11-01T08:00:00.000Z' };
    await ferry.write('open/lost', JSON.stringify(lost));
    // Three tries and the end for the lost job; then the expired approval and the late job are completed.
    for (let sweeps = 0; sweeps < 5; sweeps += 1) {
      await ferry.world.sweep();
      await ferry.world.idle();
    }
    expect(await reported('lost')).toBe('rejected');
    expect(await reported(waiting)).toBe('aborted');
    expect(await reported(late)).toBe('complete_with_errors');
    expect(await ferry.keys('open/')).toEqual([]);
  });

  it('a file of which no event came is found by the sweeper', async () => {
    await guarded.redeploy({ SWEEP_AFTER_MS: '1' });
    isSilent = true;
    await ferry.world.s3.send(
      new PutObjectCommand({
        Bucket: buckets.inbox,
        Key: 'lump_sum_payment/batch_create/unseen.ndjson',
        Body: JSON.stringify(aBonus()),
      }),
    );
    isSilent = false;
    for (let sweeps = 0; sweeps < 2; sweeps += 1) {
      await ferry.world.sweep();
      await ferry.world.idle();
    }
    expect(ferry.logs).toContainEqual(expect.objectContaining({ step: 'unseen' }));
    expect(await ferry.keys('unseen/')).toHaveLength(1);
  });

  it('nothing was refused', () => {
    for (const [name, { denied }] of guarded.guards) expect([...denied], name).toEqual([]);
  });

  it('no right is there for nothing', () => {
    for (const [name, { used }] of guarded.guards) {
      const given = statementsOfRole(deployed, roles[name]).flatMap(({ actions, resources: on }) =>
        actions.flatMap((action) => on.map((resource) => `${action} ${resource}`)),
      );
      const left = given.filter((right) => !used.has(right) && !isOthers(right));
      expect(left.map(short), name).toEqual(onlyInTrouble[name] ?? []);
    }
  });
});

const short = (right: string): string => right.replace(/ arn:[^/]*\//, ' ');

/** Rights that Lambda uses for a function, and rights to services without a local server. */
const isOthers = (right: string): boolean =>
  /^logs:|^secretsmanager:|^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes) |-dead$/.test(right);

/** Rights used only if the last part of a report or a snapshot cannot be written. */
const onlyInTrouble: Partial<Record<keyof typeof roles, readonly string[]>> = {
  report: ['s3:AbortMultipartUpload reports/*'],
  export: ['s3:DeleteObject snapshots/*'],
};
