// What another user of the machine tries at every port of a run: to have something paid, and to read the work in progress.
// The user has no key, or a wrong one.

import { portsOf } from './ports.ts';

export interface Attempt {
  readonly what: string;
  /** The HTTP status of the answer. Undefined: there was none. */
  readonly status: number | undefined;
}

/** The beginning of every `unique_id` that a stranger tries to have paid. */
export const strangersName = 'stranger-';

type Headers = Readonly<Record<string, string>>;
interface Asked {
  readonly what: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Headers;
  readonly body?: string;
}

const patienceMs = 5000;
const wrongKey: Headers = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00',
};

export async function comeByAsStranger(pid: number): Promise<readonly Attempt[]> {
  return Promise.all(
    portsOf(pid).flatMap((port) =>
      asksOf(port).flatMap((asked) => [attempt(port, asked, {}), attempt(port, asked, wrongKey)]),
    ),
  );
}

async function attempt(port: number, { what, path, ...init }: Asked, key: Headers): Promise<Attempt> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { ...init.headers, ...key },
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => undefined);
  return { what, status: answer?.status };
}

const operation = 'lump_sum_payment.batch_create';
const theirs = `unique_id,user_id,item_id,currency_id,total_amount,binding_period,issuance_frequency,details.1.issuance_amount,details.1.issuance_status,details.1.issuance_way,details.1.issuance_time,details.1.belong_time
${strangersName}1,e00001,7411039006180312620,6863329932261459464,10.00,0,1,10.00,to_be_issued,with_salary,2026-12-10,2026-11-20
`;
const inbox = '/payferry-inbox/lump_sum_payment/batch_create/user_id_type=user_id/theirs.csv';
const job = { operation, user_id_type: 'user_id', records: [{ unique_id: `${strangersName}2` }] };
const batch = { v: 1, job: `${strangersName}3`, operation, batch: 0, lanes: 1 };

function asksOf(port: number): readonly Asked[] {
  const send = (queue: string, message: unknown, more = {}): Asked => ({
    what: `a message for ${queue}`,
    path: '/',
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      QueueUrl: `http://127.0.0.1:${port}/000000000000/${queue}`,
      MessageBody: JSON.stringify(message),
      ...more,
    }),
  });
  return [
    { what: 'a file for the inbox', path: inbox, method: 'PUT', body: theirs },
    { what: 'a list of the inbox', path: '/payferry-inbox?list-type=2' },
    { what: 'a list of the batches', path: '/payferry-records?list-type=2&prefix=jobs/' },
    { what: 'an object of the records', path: '/payferry-records/open/any' },
    { what: 'the messages of a queue', path: '/_fauxqs/queues/lanes.fifo' },
    send('intake', job),
    send('lanes.fifo', batch, { MessageGroupId: 'theirs', MessageDeduplicationId: 'theirs' }),
  ];
}
