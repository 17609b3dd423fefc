// Early ends of a command: Ctrl-C, another signal, a closed terminal, or the end of the parent process (npm).
// - The first one stops the work under way, as the command has said with `onInterrupt`. A job that goes to a service is
//   reported first. With a sandbox, and in an export, the process ends at once.
// - A second one ends the process at once. A service's job then stays in DIR/.payferry for the next run.

import { exitCodes } from './exit-codes.ts';
import type { Screen } from './screen/screen.ts';
import { SaidError } from './words/said-error.ts';
import { say, type Say } from './words/say.ts';

export interface Ending {
  /** Aborts when the job under way has to stop. Its reason is a SaidError with the sentence for the report. */
  readonly signal: AbortSignal;
  readonly wasInterrupted: () => boolean;
  /** True: the process ends without waiting for the work under way, whose output and errors do not matter any more. */
  readonly isLeaving: () => boolean;
  stopJob(reason: SaidError): void;
  /**
   * Chooses what the first interruption does. `report first` aborts `signal`, because Feishu keeps what a job has sent,
   * and its report must say so. `end batch` aborts it too, for a command that ends after the batch under way. A function
   * is for work that leaves nothing to report: it runs, then the process ends.
   */
  onInterrupt(how: 'report first' | 'end batch' | (() => Promise<void> | undefined)): void;
}

const lookForParentMs = 500;
const nothingToEnd = () => undefined;

/** Reason in the job's report, by cause: a signal's name, or `parent`. Any other cause is a stop by hand. */
const reasons: Readonly<Record<string, Say>> = {
  SIGHUP: say('stopped.terminal_closed'),
  parent: say('stopped.parent_ended'),
};

export function createEnding(screen: Screen): Ending {
  const stopping = new AbortController();
  let how: Parameters<Ending['onInterrupt']>[0] = nothingToEnd;
  let interrupted = false;
  let leaving = false;

  const interrupt = (cause: string) => {
    if (interrupted) process.exit(exitCodes.interrupted);
    interrupted = true;
    if (how === 'report first' || how === 'end batch') {
      screen.say(how === 'end batch' ? say('ending.stopping_after_batch') : say('ending.stopping'));
      stopping.abort(new SaidError(reasons[cause] ?? say('stopped.by_hand')));
      return;
    }
    leaving = true;
    screen.say(say('ending.stopped'));
    void Promise.resolve(how())
      .catch(() => undefined)
      .finally(() => process.exit(exitCodes.interrupted));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

  // npm runs the command in a shell, and the end of that shell sends no signal. The process then gets another parent.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !interrupted) interrupt('parent');
  }, lookForParentMs).unref();

  return {
    signal: stopping.signal,
    wasInterrupted: () => interrupted,
    isLeaving: () => leaving,
    stopJob: (reason) => stopping.abort(reason),
    onInterrupt(chosen) {
      how = chosen;
    },
  };
}
