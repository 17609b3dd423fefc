// Prepares the world of the sample events: a file in the inbox, and four jobs, each at the point where its event comes.
// Split and deliver bring the jobs there. The approval is written here, and one complete.json is removed here.

import { PutObjectCommand } from '@aws-sdk/client-s3';

import { jobOfMessage } from '../../../shared/job/job-id.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { must } from '../../../shared/errors.ts';
import { approvedMark } from '../../../shared/job/approved.ts';
import { completeJson } from '../../../shared/job/complete.ts';
import { laneMessageOf } from '../../../shared/job/lane-message.ts';
import { planJson } from '../../../shared/job/plan.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { LambdaFunction } from '../../lambda/run-function.ts';
import { buckets, type World } from '../../world/start.ts';

const operation = 'lump_sum_payment.batch_create';

export async function prepare(world: World, store: RecordsStore): Promise<void> {
  await world.s3.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: fileKey, Body: file }));
  await Promise.all([
    plan(world, 'to-approve', ['e00001', 'e00002'], { approval: 'required' }),
    plan(world, 'to-deliver', ['e00003', 'e00004']),
    plan(world, 'to-report', ['e00005']),
    plan(world, 'to-complete', ['e00006']),
  ]);
  await store.write(approvedMark.key({ job: jobNamed('to-approve') }), '{}');
  await Promise.all([deliver(world, store, 'to-report'), deliver(world, store, 'to-complete')]);
  // As if deliver had crashed before its last write.
  await completeJson.remove(store, { job: jobNamed('to-complete') });
}

/** The id of the job that an intake message becomes whose field `job` is this name. */
export function jobNamed(name: string): string {
  return jobOfMessage(name, '');
}

const fileKey = 'lump_sum_payment/batch_create/user_id_type=user_id/2026-11/november bonuses.csv';
const columns =
  'unique_id,user_id,item_id,currency_id,total_amount,binding_period,issuance_frequency,' +
  'details.1.issuance_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time';
const file = `${columns}
file-2026-11-0001,e00011,7411039006180312620,6863329932261459464,800.00,0,1,800.00,to_be_issued,with_salary,2026-12-10,2026-11-20
file-2026-11-0002,e00012,7411039006180312620,6863329932261459464,900.00,0,1,900.00,to_be_issued,with_salary,2026-12-10,2026-11-20
file-2026-11-0003,e00013,7411039006180312620,6863329932261459464,700.00,0,1,700.00,to_be_issued,with_salary,2026-12-10,2026-11-20
`;

async function plan(
  world: World,
  job: string,
  people: readonly string[],
  more: JsonObject = {},
): Promise<void> {
  const records = people.map((person) => bonus(`${job}-${person}`, person));
  const body = { operation, job, user_id_type: 'user_id', max_rejected_percent: 0, ...more, records };
  await invoke(world.split, { body: JSON.stringify(body) });
}

function bonus(uniqueId: string, person: string): JsonObject {
  return {
    unique_id: uniqueId,
    user_id: person,
    item_id: '7411039006180312620',
    currency_id: '6863329932261459464',
    total_amount: '2000.00',
    binding_period: 0,
    issuance_frequency: 1,
    details: [
      {
        issuance_amount: '2000.00',
        issuance_status: 'to_be_issued',
        issuance_way: 'with_salary',
        issuance_time: '2026-12-10',
        belong_time: '2026-11-20',
      },
    ],
  };
}

async function deliver(world: World, store: RecordsStore, name: string): Promise<void> {
  const planned = must(await planJson.read(store, { job: jobNamed(name) }), 'the plan');
  const { body, groupId } = laneMessageOf(planned, 0);
  await invoke(world.deliver, {
    body,
    attributes: { MessageGroupId: groupId, ApproximateReceiveCount: '1' },
  });
}

async function invoke(fn: LambdaFunction, message: JsonObject): Promise<void> {
  const record = { eventSource: 'aws:sqs', messageId: 'prepared', receiptHandle: 'prepared', ...message };
  const outcome = await fn.invoke({ Records: [record] });
  const isDone = outcome.kind === 'ok' && JSON.stringify(outcome.result) === '{"batchItemFailures":[]}';
  if (!isDone) throw new Error(`${fn.name} could not prepare the world: ${JSON.stringify(outcome)}`);
}
