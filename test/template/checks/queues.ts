// Numbers that depend on each other: visibility on time-outs, receives on patience, batches on payloads, concurrency on
// lanes.

import { mostReceived } from '../../../functions/deliver/function.ts';
import { queueNumbers } from '../../../local/world/function-settings.ts';
import { at, numberAt, textAt } from '../at.ts';
import type { Deployed, Resource } from '../deployed.ts';

const mebibyte = 1024 * 1024;
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostPayloadBytes = 6 * mebibyte;
const daySeconds = 24 * 3600;
/** Update and remove of two resources, with one lane each. */
const oneLaneOperations = 4;
/** The invocations that a new account may run at once. One is left for report, which is called by events. */
const smallAccount = 10;
const leftForEvents = 1;

/** A message is text inside the event's JSON, so each quote mark takes two bytes. */
const mostMessageBytes: Readonly<Record<string, number>> = {
  // An event of S3 tells of one object, whose key has 3 KB at most.
  DropsQueue: 16 * 1024,
  IntakeQueue: 2 * mebibyte,
  LanesQueue: 1024,
  ExportsQueue: 2 * mebibyte,
};

interface Wanted {
  readonly name: keyof typeof queueNumbers;
  readonly keptDays: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The properties that the functions and the scheduler rely on. */
const wanted: Readonly<Record<string, Wanted>> = {
  // A dead letter of a standard queue keeps the time at which it was sent, so it needs days of its own beyond these.
  DropsQueue: { name: 'drops', keptDays: 10 },
  IntakeQueue: { name: 'intake', keptDays: 10 },
  LanesQueue: {
    name: 'lanes',
    keptDays: 14,
    // Lanes are message groups.
    properties: { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' },
  },
  // EventBridge Scheduler sends no deduplication id. Without this property SQS refuses its messages to a FIFO queue.
  ExportsQueue: { name: 'exports', keptDays: 14, properties: { ContentBasedDeduplication: true } },
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
  const { keptDays = 14 } = wanted[id] ?? {};
  if (properties['MessageRetentionPeriod'] !== keptDays * daySeconds)
    faults.push(`${id} does not keep messages for ${keptDays} days`);
  const isDead = deployed
    .ofType('AWS::SQS::Queue')
    .some((other) => at(other.properties, 'RedrivePolicy', 'deadLetterTargetArn') === deployed.arnOf(id));
  if (isDead || id === 'EventsDeadQueue') return faults;

  const dead = deployed.byArn(at(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
  if (!dead) faults.push(`${id} has no queue of dead letters`);
  else if ((dead.properties['FifoQueue'] === true) !== isFifo)
    faults.push(`${id}: ${dead.id} is of the other kind`);
  const numbers = wanted[id];
  if (!numbers) return [...faults, `${id} has no agreed numbers`];
  const { maxReceiveCount, visibilitySeconds } = queueNumbers[numbers.name];
  const most = numberAt(properties, 'RedrivePolicy', 'maxReceiveCount');
  if (most !== maxReceiveCount)
    faults.push(`${id} gives a message up after ${most} receives, expected ${maxReceiveCount}`);
  const visibility = numberAt(properties, 'VisibilityTimeout');
  if (visibility !== visibilitySeconds)
    faults.push(`${id} hides a message for ${visibility} s, expected ${visibilitySeconds} s`);
  const { properties: told = {} } = numbers;
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
  // Lambda refuses a mapping whose function may run longer. A minute is left for what Lambda does around the invocation.
  if (!(visibility >= timeout + 60 && visibility <= 3 * timeout))
    faults.push(`${queue.id}: visibility is ${visibility} s beside a time-out of ${timeout} s`);
  const { timeoutSeconds } = queueNumbers[wanted[queue.id]?.name ?? 'drops'];
  if (timeout !== timeoutSeconds)
    faults.push(`${fn.id} may run for ${timeout} s, and local/world takes ${timeoutSeconds} s`);
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
  const concurrency = (queue: string) => concurrencyOf(deployed, queue);
  const [drops, intake, deliver, exports] = [
    concurrency('DropsQueue'),
    concurrency('IntakeQueue'),
    concurrency('LanesQueue'),
    concurrency('ExportsQueue'),
  ];
  const all = drops + intake + deliver + exports;
  const faults: string[] = [];
  const isSmall = deliver === lanes && all <= smallAccount - leftForEvents;
  if (deliver !== 2 * lanes + oneLaneOperations && !isSmall) {
    faults.push(
      `deliver runs ${deliver} times at once: with ${lanes} lanes it is 2 × ${lanes} + ${oneLaneOperations}, or ${lanes} and at most ${smallAccount - leftForEvents} with the others`,
    );
  }
  // AWS accepts 2 or more. A stage needs no more than these limits: one run at a time reads a query API.
  for (const most of [drops, intake])
    if (!(most >= 2 && most <= 10)) faults.push(`split runs ${most} times at once, expected 2 to 10`);
  if (!(exports >= 2 && exports <= 3)) faults.push(`export runs ${exports} times at once, expected 2 or 3`);
  for (const fn of deployed.ofType('AWS::Lambda::Function')) {
    if (fn.properties['ReservedConcurrentExecutions'] !== undefined)
      faults.push(`${fn.id} has reserved concurrency`);
  }
  return faults;
}
