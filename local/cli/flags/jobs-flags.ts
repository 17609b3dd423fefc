// Reads the command line behind `payferry jobs`: a command of its own with its flags.

import { readArgs, usageOf, type Given } from '../../command-line.ts';
import { nearest } from '../../../shared/words/nearest.ts';
import { isStage, redriveQueues, type RedriveQueue } from '../redrive/queue-names.ts';
import { flagSentences } from '../words/flag.ts';
import { commandSpecs, jobsSpecs, jobsUsage } from './command-specs.ts';

export interface RedriveFlags {
  readonly queue: RedriveQueue;
  readonly stage: string;
  /** Undefined: the SDK finds the region. */
  readonly region: string | undefined;
  readonly yes: boolean;
}

export type JobsRead =
  | { readonly kind: 'help'; readonly text: string }
  | ({ readonly kind: 'redrive' } & RedriveFlags)
  | {
      readonly kind: 'wrong';
      readonly sentences: readonly string[];
      readonly seeHelpOf: string;
      /** Help that follows the sentences. */
      readonly help?: string;
    };

export function readJobs([first, ...rest]: readonly string[]): JobsRead {
  if (first === undefined || first === 'help' || first === '--help' || first === '-h')
    return { kind: 'help', text: jobsUsage };
  const known = Object.keys(jobsSpecs);
  if (first !== 'redrive') {
    const sentence = flagSentences.command_unknown({
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
  if (read.kind === 'help') return { kind: 'help', text: usageOf(jobsSpecs.redrive) };
  const flags = read.kind === 'wrong' ? read : readRedriveFlags(read.given);
  return 'sentences' in flags
    ? { kind: 'wrong', sentences: flags.sentences, seeHelpOf: `${jobsSpecs.redrive.typed} --help` }
    : { kind: 'redrive', ...flags };
}

function readRedriveFlags({
  flags,
  others,
}: Given): RedriveFlags | { readonly sentences: readonly string[] } {
  const [given, ...more] = others;
  const [stage] = flags.get('stage') ?? [];
  const [region = ''] = flags.get('region') ?? [];
  const queue = redriveQueues.find((name) => name === given);
  const sentences = [
    ...(queue === undefined ? [faultOfQueue(given)] : []),
    ...more.map((name) => flagSentences.queue_too_many({ given: name })),
    ...(stage === undefined ? [flagSentences.stage_missing()] : []),
    ...(stage === undefined || isStage(stage) ? [] : [flagSentences.stage_wrong({ given: stage })]),
  ];
  if (queue === undefined || stage === undefined || sentences.length > 0) return { sentences };
  return { queue, stage, region: region === '' ? undefined : region, yes: flags.has('yes') };
}

function faultOfQueue(given: string | undefined): string {
  const known = redriveQueues;
  if (given === undefined) return flagSentences.queue_missing({ known });
  return flagSentences.queue_unknown({ given, meant: nearest(given, known), known });
}
