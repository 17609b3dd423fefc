// How the command ends before its end: Ctrl-C, a signal, a terminal that is closed, or npm gone. Once: what is under way
// is told truly or thrown away whole. Twice: at once, and what is under way is kept for the next run.

import { exitCodes } from './exit-codes.ts';
import type { Screen } from './screen/screen.ts';

export interface Ending {
  /** Aborts with the reason why the job under way is to be stopped. */
  readonly signal: AbortSignal;
  readonly wasInterrupted: () => boolean;
  /** The process is ending without its work: whatever that still says, or fails with, is of no use. */
  readonly isLeaving: () => boolean;
  stopJob(reason: Error): void;
  /**
   * Where Feishu goes on without us, a job is ended and reported first. A sandbox and all that it holds end with the
   * command, so there is nothing to report: `leave` is called and that is all.
   */
  onInterrupt(how: 'report first' | (() => Promise<void> | undefined)): void;
}

const lookForParentMs = 500;
const nothingToEnd = () => undefined;

/** What the job's report gives as its reason. */
const reasons: Readonly<Record<string, string>> = {
  SIGHUP: 'its terminal was closed',
  parent: 'the command that had started it ended',
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
      screen.say('Stopping: no further call is made, and what is under way is reported. Again: at once.');
      stopping.abort(new Error(reasons[cause] ?? 'it was stopped by hand'));
      return;
    }
    leaving = true;
    screen.say('Stopped.');
    void Promise.resolve(how())
      .catch(() => undefined)
      .finally(() => process.exit(exitCodes.interrupted));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

  // npm runs us in a shell, and a shell that is ended does not say so.
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
