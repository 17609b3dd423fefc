// Removes what a run has made.
// - A removal is noted before the thing is made, so that it also runs if the answer of the making is lost.
// - Removals run in the opposite order, all of them, also after a failure or Ctrl-C.
// - Something that is not there counts as removed.

import { codeOf } from './aws.ts';

interface Removal {
  readonly what: string;
  readonly remove: () => Promise<unknown>;
}

export interface CleanUp {
  /** To be called before the thing is made. */
  note(what: string, remove: () => Promise<unknown>): void;
  /** Runs all removals that were noted. Answers with a line for each thing that could not be removed. */
  run(): Promise<readonly string[]>;
}

const absent =
  /^(NoSuchEntity|ResourceNotFoundException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|NoSuchKey|NotFound)$/;

export function createCleanUp(): CleanUp {
  const removals: Removal[] = [];
  return {
    note: (what, remove) => void removals.push({ what, remove }),
    async run() {
      const left: string[] = [];
      for (let last = removals.pop(); last; last = removals.pop()) {
        try {
          await last.remove();
        } catch (error) {
          if (!absent.test(codeOf(error)))
            left.push(`${last.what} (${error instanceof Error ? error.message : String(error)})`);
        }
      }
      return left;
    },
  };
}
