// Early ends of a command: Ctrl-C, a signal, a closed terminal, or the end of npm.
// - The first one stops the job under way. A service's job is reported; a sandbox's is thrown away.
// - The second one ends the process at once. The next run finds the job in the home.

import { exitCodes } from './exit-codes.ts';
import type { Screen } from './screen/screen.ts';
import { endingSentences } from './words/ending.ts';

export interface Ending {
  /** Aborts with the reason why the job under way stops. */
  readonly signal: AbortSignal;
  readonly wasInterrupted: () => boolean;
  /** True: the process is ending. Output and errors of the work under way do not matter any more. */
  readonly isLeaving: () => boolean;
  stopJob(reason: Error): void;
  /**
   * Feishu keeps what a service's job has sent, so the job is ended and reported first. A sandbox ends with the
   * command and leaves nothing to report, so the given function runs and the process ends.
   */
  onInterrupt(how: 'report first' | (() => Promise<void> | undefined)): void;
}

const lookForParentMs = 500;
const nothingToEnd = () => undefined;

/** Reasons in the job's report, by cause. */
const reasons: Readonly<Record<string, string>> = {
  SIGHUP: endingSentences.terminal_closed(),
  parent: endingSentences.parent_ended(),
};

export function createEnding(screen: Screen): Ending {
  const stopping = new AbortController();
  let how: Parameters<Ending['onInterrupt']>[0] = nothingToEnd;
  let interrupted = false;
  let leaving = false;

  const interrupt = (cause: string) => {
    if (interrupted) process.exit(exitCodes.interrupted);
    interrupted = true;
    if (how === 'report first') {
      screen.say(endingSentences.stopping());
      stopping.abort(new Error(reasons[cause] ?? endingSentences.by_hand()));
      return;
    }
    leaving = true;
    screen.say(endingSentences.stopped());
    void Promise.resolve(how())
      .catch(() => undefined)
      .finally(() => process.exit(exitCodes.interrupted));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

  // npm runs the command in a shell, and the end of that shell sends no signal.
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
