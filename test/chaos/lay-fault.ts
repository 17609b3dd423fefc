// What each kind of fault does at its moment.

import { setTimeout as pause } from 'node:timers/promises';

import type { Interception } from '../../local/s3/start.ts';
import type { World } from '../../local/world/start.ts';
import type { Clocks } from './clocks.ts';
import type { Fault, FunctionName } from './faults.ts';
import type { Broken, CallSeen } from './feishu-door.ts';
import type { Moment } from './moments.ts';

export interface Host {
  readonly world: World;
  readonly clocks: Clocks;
  readonly pace: number;
  /** The sandbox's next call of this API meets this fault. */
  script(api: string, fault: string): Promise<void>;
  put(key: string): Promise<void>;
  setFeishuClock(byMs: number): Promise<void>;
  /** How a call breaks because Feishu cannot digest what it carries. Undefined: it can. */
  howItBreaks(call: CallSeen): Broken | undefined;
  /** Sends once more: the messages of the job's batches, or the message of an intake file. */
  sendAgain(file: number): Promise<void>;
}

/** `job`: the job whose object the request was for. Undefined if it was for none. */
export type Reaction = (job: string | undefined) => Promise<Interception | void>;

export interface Field {
  readonly host: Host;
  readonly at: (moment: Moment, react: Reaction) => void;
  readonly inTheBackground: (work: () => Promise<unknown>) => void;
  readonly later: (afterMs: number, work: () => Promise<unknown>) => Promise<void>;
  /** Calls break so until Feishu can digest everything. */
  readonly breakCalls: (howItBreaks: (call: CallSeen) => Broken | undefined) => void;
  readonly struck: (fault: Fault) => void;
}

export function layFault(fault: Fault, field: Field): void {
  const { host, at, inTheBackground, later, struck } = field;
  const strike = (moment: Moment, react: Reaction) =>
    at(moment, (job) => {
      struck(fault);
      return react(job);
    });
  switch (fault.kind) {
    case 'kill':
      return strike(fault.at, async (job) => {
        await kill(host, fault.fn, job);
        return fault.at.on === 'time' ? undefined : 'cut';
      });
    case 's3':
      for (let n = 0; n < fault.times; n += 1)
        strike({ ...fault.at, nth: fault.at.nth + n }, () => Promise.resolve(fault.how));
      return;
    case 's3_slow':
      return strike(fault.at, () => pause(fault.forMs * host.pace));
    case 'sqs':
      return strike({ on: 'sqs', action: fault.action, nth: fault.nth }, async () => {
        if (fault.slowMs !== undefined) return pause(fault.slowMs * host.pace);
        return 'fail';
      });
    case 'feishu':
      return strike({ on: 'feishu', api: fault.api, phase: 'before', nth: fault.nth }, () =>
        host.script(fault.api, fault.fault),
      );
    case 'feishu_late':
      return strike(fault.at, () => pause(fault.forMs * host.pace));
    case 'abort':
      return strike(fault.at, async (job) => {
        if (job !== undefined) await host.put(`jobs/${job}/abort`);
      });
    case 'sweep':
      return strike(fault.at, () => {
        const rounds = Array.from({ length: fault.times }, () => host.world.sweep());
        inTheBackground(() => Promise.all(rounds));
        return Promise.resolve();
      });
    case 'clock_jump':
      return strike(fault.at, () => {
        host.clocks.jump(fault.fn, fault.byMs);
        return Promise.resolve();
      });
    case 'indigestible':
      return field.breakCalls((call) => {
        const how = host.howItBreaks(call);
        if (how) struck(fault);
        return how;
      });
    case 'feishu_clock':
      return strike(fault.at, () => host.setFeishuClock(fault.byMs));
    case 'deploy':
      return strike(fault.at, () => {
        inTheBackground(() => host.world.redeploy({ LANES: String(fault.lanes) }));
        return Promise.resolve();
      });
    case 'message_again':
      return strike(
        { on: 's3', object: 'sent.json', does: 'write', phase: 'after', nth: 1, file: fault.file },
        () => {
          inTheBackground(() => later(fault.afterMs, () => host.sendAgain(fault.file)));
          return Promise.resolve();
        },
      );
    case 'event':
  }
}

/** Kills the function's running invocations whose event names the job, or all of them if there are none such. */
async function kill({ world }: Host, fn: FunctionName, job: string | undefined): Promise<void> {
  const running = world[fn].running();
  const ofJob = running.filter(({ event }) => job !== undefined && JSON.stringify(event).includes(job));
  await Promise.all((ofJob.length > 0 ? ofJob : running).map((invocation) => invocation.kill()));
}
