// Prints the trouble that batches and exports have with their calls, and stops a job that it will not let go on. Feishu's
// words come from a batch's journal or an export's effort.json, once `readFrom` has named their store.

import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { Ending } from '../ending.ts';
import type { Screen } from '../screen/screen.ts';
import type { Step } from '../watch/log-steps.ts';
import { readRunTrouble, readTrouble, tellTrouble } from '../watch/tell-trouble.ts';

export interface TroubleTeller {
  readonly onStep: (step: Step) => void;
  readFrom(store: RecordsStore): void;
}

export function tellTroubleOf(screen: Screen, ending: Ending): TroubleTeller {
  let from: RecordsStore | undefined;
  return {
    onStep: tellTrouble(screen, ending, async (job, batch) => from && readTrouble(from, job, batch), {
      troubleOfRun: async (run) => from && readRunTrouble(from, run),
    }),
    readFrom: (store) => (from = store),
  };
}
