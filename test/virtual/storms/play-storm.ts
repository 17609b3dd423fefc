// Plays one storm: jobs of all operations, while invocations are struck at random steps and Feishu breaks a call or two. Then
// it is calm until every job has its report. The seed decides everything.

import type { FaultName } from '../../../local/sandbox/gateway/fault-table.ts';
import { chanceOf, type Chance } from '../../chaos/chance.ts';
import { dropRecords } from '../jobs.ts';
import type { OnStep, Strike } from '../lambda/environment.ts';
import { virtualPayferry, type VirtualPayferry } from '../payferry.ts';
import { drawJobs, paidBefore, type Job } from './intent.ts';

export interface PlayedJob extends Job {
  readonly job: string;
  /** True: a person has stopped it somewhere on its way. */
  readonly isStopped: boolean;
}

export interface Storm extends Disposable {
  readonly ferry: VirtualPayferry;
  readonly jobs: readonly PlayedJob[];
  /** What was paid before the storm, by its `unique_id`. */
  readonly before: readonly string[];
  readonly strikes: number;
}

const minuteMs = 60_000;
/** With a third one, deliver may take a record for poison, and then it is rightly refused. */
const mostBrokenCalls = 2;
const breaking: readonly FaultName[] = [
  'no_answer_before',
  'no_answer_after',
  'cut_before',
  'cut_after',
  'cut_mid_answer',
  'server_error_before',
  'server_error_after',
  'html_502_after',
  'html_200_before',
  'busy_after',
];
const harmless: readonly FaultName[] = [
  'throttled',
  'throttle_burst',
  'token_withdrawn',
  'slow_body',
  'shuffled_results',
  'missing_result',
];

export async function playStorm(seed: number): Promise<Storm> {
  const chance = chanceOf(`virtual storm ${seed}`);
  const scripted = chance.whole(0, mostBrokenCalls);
  const strikes = strikesOf(chance.branch('strikes'), mostBrokenCalls - scripted);
  const ferry = virtualPayferry({
    seed,
    settings: { LANES: chance.pick(['1', '2', '20']), FEISHU_CALL_TIMEOUT_MS: '10000' },
    switches: {
      recurring_unique_id: chance.pick(['enforced', 'ignored']),
      results_order: chance.pick(['input', 'reversed']),
    },
    onStep: strikes.onStep,
  });
  await pay(ferry, paidBefore());
  await ferry.untilDone();
  // Longer than any doubt about whose payment one is that was found after a call without an answer.
  await ferry.pass(60 * minuteMs);
  const held = {
    bonuses: chance.shuffled(await ferry.feishu.records()),
    allowances: chance.shuffled(await ferry.feishu.records('recurring_payment')),
  };

  strikes.begin();
  const faults = Array.from({ length: scripted }, () => chance.pick(breaking));
  const more = Array.from({ length: chance.whole(0, 2) }, () => chance.pick(harmless));
  ferry.feishu.setFaults({ next: chance.shuffled([...faults, ...more]).map((fault) => ({ fault })) });
  const jobs = await pay(ferry, drawJobs(chance, held), chance);
  await ferry.pass(chance.whole(0, 30) * minuteMs);
  strikes.end();
  await ferry.untilDone();
  for (; ferry.givenUp() > 0; await ferry.untilDone()) ferry.redrive();
  const before = paidBefore().flatMap(({ rows }) => rows.map(({ name }) => name));
  const struck = strikes.count();
  return { ferry, jobs, before, strikes: struck, [Symbol.dispose]: () => ferry[Symbol.dispose]() };
}

async function pay(ferry: VirtualPayferry, jobs: readonly Job[], chance?: Chance): Promise<PlayedJob[]> {
  const played: PlayedJob[] = [];
  for (const intent of jobs) {
    const records = intent.rows.map(({ record }) => record);
    const job = await dropRecords(
      ferry,
      intent.operation,
      records,
      'approval=none/max_rejected_percent=100/',
    );
    const isStopped = chance?.in(0.1) ?? false;
    if (isStopped) ferry.later(chance?.whole(0, 5000) ?? 0, () => ferry.abort(job));
    played.push({ ...intent, job, isStopped });
  }
  return played;
}

/** Up to some eight strikes, at steps that are drawn. */
function strikesOf(chance: Chance, mayBreak: number) {
  const share = chance.pick([0.01, 0.03, 0.1]);
  let left = chance.whole(1, 8);
  let breaks = mayBreak;
  let struck = 0;
  let isOn = false;
  const onStep: OnStep = ({ what }) => {
    if (!isOn || left === 0 || !chance.in(share)) return undefined;
    let strike: Strike = chance.pick(['kill', 'kill', 'kill', 'hang', 'fail']);
    // A connection that fails counts as a broken call.
    if (strike === 'fail' && what.startsWith('ask ')) {
      if (breaks === 0) strike = 'kill';
      else breaks -= 1;
    }
    left -= 1;
    struck += 1;
    return strike;
  };
  return {
    onStep,
    begin: () => void (isOn = true),
    end: () => void (isOn = false),
    count: () => struck,
  };
}
