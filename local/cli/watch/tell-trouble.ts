// Prints why a job or export makes no progress. Stops it if waiting cannot help, or has not helped for five minutes. On
// AWS a job waits for a day by default. Here a person sits in front of it.

import { systemClock, type Clock } from '../../../shared/clock.ts';
import type { WordsByCode } from '../../../shared/words/codes/code-words.ts';
import { gatewayWords, tokenWords } from '../../../shared/words/codes/gateway.ts';
import type { Trouble } from '../../../shared/feishu/trouble.ts';
import type { Ending } from '../ending.ts';
import { Infrastructure } from './infrastructure.ts';
import type { Screen } from '../screen/screen.ts';
import { createStandstill } from './standstill.ts';
import type { Step } from './log-steps.ts';
import { say, type Say } from '../words/say.ts';
import { nameOf, troubleAtEnd, troubleNow, type Told } from './trouble-words.ts';

export { readRunTrouble, readTrouble } from './read-trouble.ts';
export type { Trouble };

/** Reads the trouble in the journal of a batch, with Feishu's words. Undefined: there is none. */
export type TroubleOf = (job: string, batch: number) => Promise<Trouble | undefined>;

export interface TroubleOptions {
  readonly clock?: Clock;
  /** Reads the trouble in the effort.json of an export's run. Undefined: there is none. */
  readonly troubleOfRun?: (run: string) => Promise<Trouble | undefined>;
}

type HandedBack = Extract<Step, { step: 'handed_back' }>;

const patienceMs = 5 * 60_000;
const codes: WordsByCode = { ...gatewayWords, ...tokenWords };
const tokenRequest = 'tenant_access_token';
/** Stands for the API of a message that went back to its queue, whose log line does not name it. */
const someCall = 'some call';
/** Kinds of trouble in which Feishu may answer calls all the same, so only a finished batch or window ends them. */
const besideCalls: ReadonlySet<Told['kind']> = new Set([
  'empty_pages',
  'repeated_token',
  'repeated_page',
  'refused',
  'failed',
]);
const lookAgain = 'look_again';
const unknown: Told = { kind: 'unanswered', how: 'timeout' };
const nowhere = () => Promise.resolve(undefined);

export function tellTrouble(
  screen: Screen,
  ending: Ending,
  troubleOf: TroubleOf = nowhere,
  { clock = systemClock, troubleOfRun = nowhere }: TroubleOptions = {},
): (step: Step) => void {
  const said = new Set<string>();
  let last = unknown;
  const standstill = createStandstill({ clock, patienceMs, signal: ending.signal, onEnd: giveUp });

  function giveUp(): void {
    stop(troubleAtEnd(last, since()));
  }

  function since(): Date {
    return new Date(standstill.sinceMs() ?? clock.now());
  }

  function stop(reason: Say): void {
    if (!ending.signal.aborted) ending.stopJob(new Infrastructure(reason));
  }

  function sayOnce(what: string, sentence: Say): void {
    if (!said.has(what) && !ending.signal.aborted) screen.say(sentence, 2);
    said.add(what);
  }

  function getsOn(...whats: readonly string[]): void {
    if (whats.length === 0) {
      standstill.isOver();
      said.clear();
    }
    for (const what of whats) standstill.isOver(what);
    if (standstill.sinceMs() !== undefined) return;
    for (const what of said) if (what !== lookAgain) said.delete(what);
  }

  function hear({ operation, kind, trouble }: Extract<Step, { step: 'call' }>): void {
    if (kind === 'refused' || (kind === 'accepted' && !trouble)) {
      getsOn(operation, ...(operation === tokenRequest ? [] : [tokenRequest, someCall]));
    } else if (trouble && kind !== 'barred') {
      // A log line lacks Feishu's words. If the trouble is the same as before, `last` may have them and is kept.
      if (nameOf(trouble) !== nameOf(last)) last = trouble;
      standstill.isAt(operation);
    }
  }

  async function tellOutage(step: HandedBack): Promise<void> {
    const kept = await keptOf(step).catch(nowhere);
    const { trouble = kept ?? unknown } = step;
    last = kept && nameOf(kept) === nameOf(trouble) ? kept : trouble;
    standstill.isAt(besideCalls.has(last.kind) ? last.kind : someCall);
    const told = troubleNow(last, since());
    sayOnce(nameOf(last), say('progress.trying_again', { trouble: told, seconds: secondsOf(step) }));
  }

  async function keptOf({ job, batch, run }: HandedBack): Promise<Trouble | undefined> {
    if (job !== undefined && batch !== undefined) return troubleOf(job, batch);
    return run === undefined ? undefined : troubleOfRun(run);
  }

  return (step) => {
    switch (step.step) {
      case 'settled':
      case 'window':
        return getsOn();
      case 'call':
        return hear(step);
      case 'barred':
      case 'cut_off': {
        const { code } = step;
        const known = codes[code ?? 0];
        return stop(
          known && code !== undefined
            ? say('trouble.stopped_by_known_code', { meaning: { en: known.en, zh: known.zh }, code })
            : say('trouble.stopped_by_code', { code }),
        );
      }
      case 'handed_back':
        if (step.why === lookAgain)
          sayOnce(lookAgain, say('progress.looking_up_again', { seconds: secondsOf(step) }));
        // If Feishu named a code, an earlier line had it and has stopped the job with more words. Then this changes nothing.
        if (step.why === 'barred') stop(say('trouble.stopped_barred'));
        if (step.why === 'outage' || step.why === 'broken') void tellOutage(step);
    }
  };
}

function secondsOf({ delay_ms: delayMs }: HandedBack): number {
  return Math.ceil(delayMs / 1000);
}
