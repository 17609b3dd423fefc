// Numbers that depend on each other: visibility on time-outs, receives on patience, batches on payloads, concurrency on
// lanes.

import { mostReceived } from '../../../functions/deliver/function.ts';
import { at, numberAt, textAt } from '../at.ts';
import type { Deployed, Resource } from '../deployed.ts';

const mebibyte = 1024 * 1024;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostPayloadBytes = 6 * mebibyte;
const fourteenDays = 14 * 24 * 3600;
/** Update and remove of two resources, with one lane each. */
const oneLaneOperations = 4;
/** The invocations that a new account may run at once. */
const smallAccount = 10;

/** A message is text inside the event's JSON, so each quote mark takes two bytes. */
const mostMessageBytes: Readonly<Record<string, number>> = {
  IntakeQueue: 2 * mebibyte,
  LanesQueue: 1024,
  ExportsQueue: 2 * mebibyte,
};

interface Wanted {
  readonly receives: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The properties that the functions and the scheduler rely on. */
const wanted: Readonly<Record<string, Wanted>> = {
  IntakeQueue: { receives: 5 },
  // Lanes are message groups.
  LanesQueue: {
    receives: 1000,
    properties: { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' },
  },
  // EventBridge Scheduler sends no deduplication id. Without this property SQS refuses its messages to a FIFO queue.
  ExportsQueue: { receives: 1000, properties: { ContentBasedDeduplication: true } },
};

export function checkQueues(deployed: Deployed): readonly string[] {
  const queues = deployed.ofType('AWS::SQS::Queue');
  const mappings = deployed.ofType('AWS::Lambda::EventSourceMapping');
  return [
    ...queues.flatMap((queue) => queueFaults(deployed, queue)),
    ...mappings.flatMap((mapping) => mappingFaults(deployed, mapping)),
    ...concurrencyFaults(deployed),
  ];
}

function queueFaults(deployed: Deployed, { id, properties }: Resource): readonly string[] {
  const faults: string[] = [];
  const isFifo = properties['FifoQueue'] === true;
  if (isFifo !== textAt(properties, 'QueueName').endsWith('.fifo'))
    faults.push(`${id}: its name and its kind differ`);
  if (properties['MessageRetentionPeriod'] !== fourteenDays)
    faults.push(`${id} does not keep messages for 14 days`);
  const isDead = deployed
    .ofType('AWS::SQS::Queue')
    .some((other) => at(other.properties, 'RedrivePolicy', 'deadLetterTargetArn') === deployed.arnOf(id));
  if (isDead || id === 'EventsDeadQueue') return faults;

  const dead = deployed.byArn(at(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
  if (!dead) faults.push(`${id} has no queue of dead letters`);
  else if ((dead.properties['FifoQueue'] === true) !== isFifo)
    faults.push(`${id}: ${dead.id} is of the other kind`);
  const { receives, properties: told = {} } = wanted[id] ?? { receives: NaN };
  const most = numberAt(properties, 'RedrivePolicy', 'maxReceiveCount');
  if (most !== receives) faults.push(`${id} gives a message up after ${most} receives, expected ${receives}`);
  for (const [name, value] of Object.entries(told))
    if (properties[name] !== value) faults.push(`${id}: ${name} is not ${String(value)}`);
  return faults;
}

function mappingFaults(deployed: Deployed, { properties }: Resource): readonly string[] {
  const queue = deployed.byArn(properties['EventSourceArn']);
  const fn = deployed.byArn(properties['FunctionName']);
  if (!queue || !fn) return ['a mapping has no queue or no function'];
  const faults: string[] = [];
  const visibility = numberAt(queue.properties, 'VisibilityTimeout');
  const timeout = numberAt(fn.properties, 'Timeout');
  if (visibility !== 6 * timeout)
    faults.push(`${queue.id}: visibility is ${visibility} s, not 6 × ${timeout} s`);
  const size = numberAt(properties, 'BatchSize');
  if (!(size >= 1 && size * (mostMessageBytes[queue.id] ?? mostPayloadBytes) <= mostPayloadBytes))
    faults.push(`${queue.id}: ${size} messages may be more than ${mostPayloadBytes} bytes`);
  if (queue.id === 'LanesQueue' && size !== mostReceived)
    faults.push(`${queue.id}: deliver takes ${mostReceived} messages for a full event, not ${size}`);
  const isFifo = queue.properties['FifoQueue'] === true;
  if (isFifo && properties['MaximumBatchingWindowInSeconds'] !== undefined)
    faults.push(`${queue.id}: a FIFO queue has no batching window`);
  if (size > 10 && (isFifo || properties['MaximumBatchingWindowInSeconds'] === undefined))
    faults.push(`${queue.id}: more than 10 messages take a standard queue and a batching window`);
  return faults;
}

const concurrencyOf = (deployed: Deployed, queue: string): number => {
  const mapping = deployed
    .ofType('AWS::Lambda::EventSourceMapping')
    .find(({ properties }) => properties['EventSourceArn'] === deployed.arnOf(queue));
  return numberAt(mapping?.properties, 'ScalingConfig', 'MaximumConcurrency');
};

/** Reserved concurrency would use up receives, and a new account has none to reserve. */
function concurrencyFaults(deployed: Deployed): readonly string[] {
  const lanes = numberAt(
    deployed.get('SplitLambdaFunction')?.properties,
    'Environment',
    'Variables',
    'LANES',
  );
  const [intake, deliver, exports] = ['IntakeQueue', 'LanesQueue', 'ExportsQueue'].map((queue) =>
    concurrencyOf(deployed, queue),
  );
  const all = (intake ?? 0) + (deliver ?? 0) + (exports ?? 0);
  const faults: string[] = [];
  if (deliver !== 2 * lanes + oneLaneOperations && !(deliver === lanes && all <= smallAccount)) {
    faults.push(
      `deliver runs ${deliver} times at once: with ${lanes} lanes it is 2 × ${lanes} + ${oneLaneOperations}, or ${lanes} and at most ${smallAccount} with the others`,
    );
  }
  // AWS accepts 2 or more. A stage needs no more than these limits: one run at a time reads a query API.
  if (!(intake !== undefined && intake >= 2 && intake <= 10))
    faults.push(`split runs ${intake} times at once, expected 2 to 10`);
  if (!(exports !== undefined && exports >= 2 && exports <= 3))
    faults.push(`export runs ${exports} times at once, expected 2 or 3`);
  for (const fn of deployed.ofType('AWS::Lambda::Function')) {
    if (fn.properties['ReservedConcurrentExecutions'] !== undefined)
      faults.push(`${fn.id} has reserved concurrency`);
  }
  return faults;
}
