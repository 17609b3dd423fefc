// Early ends: what is said at once, and why a job was stopped, as its report says it.

import type { Sentences } from '../../../shared/words/sentences.ts';

export const endingSentences = {
  stopping: () => 'Stopping: no further call is made, and what is under way is reported. Again: at once.',
  stopping_after_batch: () => 'Stopping after the batch under way. Again: at once.',
  stopped: () => 'Stopped.',

  // Reasons in the report of a stopped job.
  by_hand: () => 'it was stopped by hand',
  terminal_closed: () => 'its terminal was closed',
  parent_ended: () => 'the command that had started it ended',
  without_reason: () => 'it was stopped',
  no_yes: () => 'nobody said yes to it',
  no_yes_to_the_rest: () => 'nobody said yes to the rest of it',
  next_run_goes_elsewhere: () => 'the run that had it ended, and the next one goes elsewhere',
} satisfies Sentences;
