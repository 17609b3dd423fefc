// Payferry on this machine: S3 in the home's folder (DIR/.payferry), SQS in memory, the handlers that ship, and the
// sandbox or a service as Feishu. Unless `takesAll` is set, it carries only files that this process dropped into the
// inbox or found there as jobs of an earlier run.

import { randomBytes } from 'node:crypto';

import { SendMessageCommand } from '@aws-sdk/client-sqs';

import { queryOf, runOf, type ExportMessage } from '../../shared/run/message.ts';
import { createRecordsStore, type RecordsStore } from '../../shared/aws/store.ts';
import { startSandbox, type Sandbox } from '../sandbox/start.ts';
import { buckets, queues, startWorld, type World } from '../world/start.ts';
import type { Destination } from './flags/destination.ts';
import { stopAtDamage } from './home/damage.ts';
import { diskWords } from './home/disk-errors.ts';
import type { Home } from './home/home.ts';
import { Infrastructure } from './watch/infrastructure.ts';
import { readStep, type Step } from './watch/log-steps.ts';
import { createSplitFailures } from './watch/split-failures.ts';
import { say } from './words/say.ts';

/** Usual setting LANES: the number of lanes, each a thread. A sandbox answers fast and needs two, a service eight. */
const lanes = { sandbox: '2', service: '8' } as const;
/** 15 minutes, the longest time-out of Lambda. */
const longestInvocationMs = 900_000;

export interface LocalPayferry {
  readonly home: Home;
  readonly world: World;
  readonly store: RecordsStore;
  /** The process that stands for Feishu. Undefined: records go to a service. */
  readonly sandbox: Sandbox | undefined;
  readonly baseUrl: string;
  readonly appId: string;
  /** Name of this call of the command. It is part of the key of every file that it drops into the inbox. */
  readonly run: string;
  /** Lets the functions see this object of the inbox. To be called before the object is written. */
  take(key: string): void;
  /** Asks for a snapshot by a message on the exports queue, as the scheduler does. Returns the id of the export's run. */
  ask(message: ExportMessage): Promise<string>;
  /** Throws if the disk under S3 has failed, or if split or report failed for an event in all its tries. */
  check(): void;
  /** Ends the functions and the sandbox, and closes the home. */
  stop(how?: { readonly kill?: boolean }): Promise<void>;
}

export interface LocalPayferryOptions {
  readonly destination: Destination;
  readonly settings: Readonly<Record<string, string>>;
  readonly home: Home;
  readonly onStep: (step: Step) => void;
  /** True: takes every object of the inbox and every message of the intake queue, whichever program sent it. */
  readonly takesAll?: boolean;
}

export async function startLocalPayferry(options: LocalPayferryOptions): Promise<LocalPayferry> {
  const { destination, settings, home, onStep, takesAll = false } = options;
  const sandbox =
    destination.kind === 'sandbox'
      ? await startSandbox({ dbFile: home.sandboxDb, isPrivate: true })
      : undefined;
  const { baseUrl, appId, appSecret } = destination.kind === 'service' ? destination : (sandbox ?? noService);
  const taken = new Set<string>();
  const splitFailures = createSplitFailures();
  let diskFailure: Error | undefined;
  const world = await startWorld({
    dir: home.store,
    durable: home.kind === 'service',
    sparesMemory: true,
    timeoutMs: longestInvocationMs,
    retryWaitsMs: [500, 2000],
    settings: {
      LANES: lanes[destination.kind],
      RETRY_MS: '500',
      ...settings,
      FEISHU_BASE_URL: baseUrl,
      FEISHU_APP_ID: appId,
      FEISHU_APP_SECRET: appSecret,
    },
    onDrop: (batch) => splitFailures.onDrop(batch),
    onLog(line) {
      splitFailures.onLog(line);
      const step = readStep(line.text);
      if (step) onStep(step);
    },
    onDiskFailure: (error) => (diskFailure ??= error),
    ...(takesAll
      ? {}
      : {
          takesObject: ({ bucket, key }) => bucket !== buckets.inbox || taken.has(key),
          // Only files are dropped here, so a message of the intake queue comes from another program.
          takesMessage: () => false,
        }),
  });

  await stopAtDamage(home.store);
  return {
    home,
    world,
    store: createRecordsStore(world.s3, buckets.records),
    sandbox,
    baseUrl,
    appId,
    run: `carried-${compactTime(new Date())}-${randomBytes(4).toString('hex')}`,
    take: (key) => void taken.add(key),
    async ask(message) {
      await world.sqs.client.send(
        new SendMessageCommand({
          QueueUrl: world.sqs.queue(queues.exports).url,
          MessageBody: JSON.stringify(message),
          MessageGroupId: queryOf(message.resource)?.name,
        }),
      );
      return runOf(message);
    },
    check() {
      if (diskFailure)
        throw new Infrastructure(
          say('machine.at_path', { trouble: diskWords(diskFailure), path: home.store }),
        );
      const ofSplit = splitFailures.first();
      if (ofSplit) throw new Infrastructure(say('machine.function_failed', { name: 'split', ...ofSplit }));
      const [failure] = world.reportFailures();
      if (!failure) return;
      const name = failure.requestContext.functionArn.split(':').at(-1) ?? '';
      const { errorType: type, errorMessage: message } = failure.responsePayload;
      throw new Infrastructure(say('machine.function_failed', { name, type, message }));
    },
    async stop() {
      await world.stop();
      await sandbox?.stop();
      await home.close();
    },
  };
}

const noService = { baseUrl: '', appId: '', appSecret: '' };

function compactTime(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}
