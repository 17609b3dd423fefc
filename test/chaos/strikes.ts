// Lays the faults over a running world: each request of the world asks here before it goes on.

import { setTimeout as pause } from 'node:timers/promises';

import type { InterceptedRequest, Interception } from '../../local/s3/start.ts';
import { buckets } from '../../local/world/start.ts';
import type { Fault } from './faults.ts';
import type { Broken, CallSeen } from './feishu-door.ts';
import { layFault, type Field, type Host, type Reaction } from './lay-fault.ts';
import { placeOf, watchFor, type Moment, type Seen } from './moments.ts';
import { keyOf } from './drop-file.ts';
import type { Story } from './story.ts';

export interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

export interface Strikes {
  onS3(request: InterceptedRequest): Promise<Interception>;
  onSqs(request: { readonly action: string; readonly queue: string }): Promise<void>;
  onFeishu(call: CallSeen): Promise<'go' | Broken>;
  fate(object: Upload): readonly number[] | undefined;
  /** Starts the clock of timed faults. */
  begin(): void;
  /** No fault strikes after this. The promise resolves when the faults under way are over. */
  end(): Promise<void>;
  /** Feishu can digest everything from here on. */
  digest(): void;
  /** Uploads whose event was lost. */
  readonly lostEvents: readonly Upload[];
  /** Jobs that were approved. */
  readonly approved: ReadonlySet<string>;
  /** The faults that found something to strike. */
  readonly struck: ReadonlySet<Fault>;
}

export function layFaults(story: Story, faults: readonly Fault[], host: Host): Strikes {
  const watched: { readonly isNow: (seen: Seen) => boolean; readonly react: Reaction }[] = [];
  const timed: { readonly afterMs: number; readonly react: Reaction }[] = [];
  const underWay = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  const struck = new Set<Fault>();
  const lostEvents: Upload[] = [];
  const approved = new Set<string>();
  let armed = true;
  let breaks: (call: CallSeen) => Broken | undefined = () => undefined;

  function at(moment: Moment, react: Reaction): void {
    if (moment.on === 'time') timed.push({ afterMs: moment.afterMs, react });
    else watched.push({ isNow: watchFor(moment), react });
  }

  function inTheBackground(work: () => Promise<unknown>): void {
    const done = work()
      .catch(() => undefined)
      .finally(() => underWay.delete(done));
    underWay.add(done);
  }

  async function later(afterMs: number, work: () => Promise<unknown>): Promise<void> {
    await pause(afterMs * host.pace, undefined, { signal: stopping.signal });
    await work();
  }

  async function pass(seen: Seen): Promise<Interception> {
    if (!armed) return 'pass';
    const now = watched.filter(({ isNow }) => isNow(seen));
    let interception: Interception = 'pass';
    for (const { react } of now)
      interception = (await react('job' in seen ? seen.job : undefined)) ?? interception;
    return interception;
  }

  for (const { puts, at: moment } of story.deeds)
    at(moment, async (job) => {
      if (job === undefined) return;
      if (puts === 'approved') approved.add(job);
      await host.put(`jobs/${job}/${puts}`);
    });
  const field: Field = {
    host,
    at,
    inTheBackground,
    later,
    breakCalls: (howItBreaks) => (breaks = howItBreaks),
    struck: (fault) => struck.add(fault),
  };
  for (const fault of faults) layFault(fault, field);

  const counts = new Map<string, number>();
  return {
    lostEvents,
    approved,
    struck,
    async onS3({ operation, bucket, key, phase }) {
      const does = /^(Put|Create|Upload|Complete|Copy|Delete|Abort)/.test(operation) ? 'write' : 'read';
      const place = bucket === buckets.inbox ? { object: bucket, job: undefined } : placeOf(key);
      return pass({ on: 's3', does, phase, ...place });
    },
    async onSqs({ action, queue }) {
      // No fault names ReceiveMessage or DeleteMessage: on AWS the event source mapping does both, and it is not under
      // test.
      if ((await pass({ on: 'sqs', action })) !== 'pass') throw new Error(`${queue} is out of order`);
    },
    async onFeishu(call) {
      const { api, phase } = call;
      const broken = breaks(call);
      if (broken) return broken;
      return (await pass({ on: 'feishu', api, phase })) === 'pass' ? 'go' : 'cut';
    },
    fate(upload) {
      const { bucket, key } = upload;
      if (!armed) return undefined;
      const of = bucket === buckets.inbox ? 'inbox' : key.endsWith('/approved') ? 'approved' : 'complete';
      const nth = (counts.get(of) ?? 0) + 1;
      counts.set(of, nth);
      const fault = faults.find((one) => one.kind === 'event' && one.of === of && one.nth === nth);
      if (fault?.kind !== 'event') return undefined;
      // The sweeper tells of a file that is replaced before it was started, and starts the newer one alone: test/report/unseen.test.ts.
      const isReplaced = story.files.filter((file) => keyOf(file) === key).length > 1;
      if (isReplaced && fault.afterMs.length === 0) return undefined;
      struck.add(fault);
      if (fault.afterMs.length === 0 && of === 'inbox') lostEvents.push(upload);
      return fault.afterMs;
    },
    begin() {
      for (const { afterMs, react } of timed) inTheBackground(() => later(afterMs, () => react(undefined)));
    },
    async end() {
      armed = false;
      stopping.abort();
      await Promise.all(underWay);
    },
    digest() {
      breaks = () => undefined;
    },
  };
}
