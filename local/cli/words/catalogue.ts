// All groups of sentences that only the terminal says, by name: those of this folder, and the group of the sandbox, which
// stands beside its flags. Sentences that reports have too are in shared/words/.

import type { Catalogue } from '../../../shared/words/sentences.ts';
import { sandboxSentences } from '../../sandbox/sandbox-sentences.ts';
import { consentSentences } from './consent.ts';
import { demoSentences } from './demo.ts';
import { destinationSentences } from './destination.ts';
import { endingSentences } from './ending.ts';
import { flagSentences } from './flag.ts';
import { helpSentences } from './help.ts';
import { homeSentences } from './home.ts';
import { inputSentences } from './input.ts';
import { keepSentences } from './keep.ts';
import { machineSentences } from './machine.ts';
import { progressSentences } from './progress.ts';
import { readingSentences } from './reading.ts';
import { redriveSentences } from './redrive.ts';
import { resultSentences } from './result.ts';
import { sampleEventSentences } from './sample-events.ts';
import { snapshotSentences } from './snapshot.ts';
import { statusSentences } from './status.ts';
import { summarySentences } from './summary.ts';
import { unfinishedSentences } from './unfinished.ts';

export const catalogue = {
  consent: consentSentences,
  demo: demoSentences,
  destination: destinationSentences,
  ending: endingSentences,
  flag: flagSentences,
  help: helpSentences,
  home: homeSentences,
  input: inputSentences,
  keep: keepSentences,
  machine: machineSentences,
  progress: progressSentences,
  reading: readingSentences,
  redrive: redriveSentences,
  result: resultSentences,
  sample_events: sampleEventSentences,
  sandbox: sandboxSentences,
  snapshot: snapshotSentences,
  status: statusSentences,
  summary: summarySentences,
  unfinished: unfinishedSentences,
} satisfies Catalogue;
