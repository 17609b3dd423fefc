// Reads the command line behind `payferry jobs`: a command of its own with its flags.

import { pageOf, readArgs, type Given, type Page } from '../../command-line.ts';
import { nearest } from '../../../shared/words/nearest.ts';
import { isStage, redriveQueues, type RedriveQueue } from '../redrive/queue-names.ts';
import { say, type Say } from '../words/say.ts';
import { commandSpecs, jobsSpecs, jobsUsage } from './command-specs.ts';

export interface RedriveFlags {
  readonly queue: RedriveQueue;
  readonly stage: string;
  /** Undefined: the SDK finds the region. */
  readonly region: string | undefined;
  readonly yes: boolean;
}

export type JobsRead =
  | { readonly kind: 'help'; readonly page: Page }
  | ({ readonly kind: 'redrive' } & RedriveFlags)
  | {
      readonly kind: 'wrong';
      readonly sentences: readonly Say[];
      readonly seeHelpOf: string;
      /** Help that follows the sentences. */
      readonly help?: Page;
    };

export function readJobs([first, ...rest]: readonly string[]): JobsRead {
  if (first === undefined || first === 'help' || first === '--help' || first === '-h')
    return { kind: 'help', page: jobsUsage };
  const known = Object.keys(jobsSpecs);
  if (first !== 'redrive') {
    const sentence = say('flag.command_unknown', {
      given: `jobs ${first}`,
      meant: nearest(first, known),
      known,
    });
    return {
      kind: 'wrong',
      sentences: [sentence],
      seeHelpOf: `${commandSpecs.jobs.typed} --help`,
      help: jobsUsage,
    };
  }
  const read = readArgs(jobsSpecs.redrive, rest);
  if (read.kind === 'help') return { kind: 'help', page: pageOf(jobsSpecs.redrive) };
  const flags = read.kind === 'wrong' ? read : readRedriveFlags(read.given);
  return 'sentences' in flags
    ? { kind: 'wrong', sentences: flags.sentences, seeHelpOf: `${jobsSpecs.redrive.typed} --help` }
    : { kind: 'redrive', ...flags };
}

function readRedriveFlags({ flags, others }: Given): RedriveFlags | { readonly sentences: readonly Say[] } {
  const [given, ...more] = others;
  const [stage] = flags.get('stage') ?? [];
  const [region = ''] = flags.get('region') ?? [];
  const queue = redriveQueues.find((name) => name === given);
  const sentences = [
    ...(queue === undefined ? [faultOfQueue(given)] : []),
    ...more.map((name) => say('flag.queue_too_many', { given: name })),
    ...(stage === undefined ? [say('flag.stage_missing')] : []),
    ...(stage === undefined || isStage(stage) ? [] : [say('flag.stage_wrong', { given: stage })]),
  ];
  if (queue === undefined || stage === undefined || sentences.length > 0) return { sentences };
  return { queue, stage, region: region === '' ? undefined : region, yes: flags.has('yes') };
}

function faultOfQueue(given: string | undefined): Say {
  const known = redriveQueues;
  if (given === undefined) return say('flag.queue_missing', { known });
  return say('flag.queue_unknown', { given, meant: nearest(given, known), known });
}
