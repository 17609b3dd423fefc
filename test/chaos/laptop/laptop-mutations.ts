// Mistakes in the command, each as one change of its source. The judge must see every one.

import type { Mistake } from '../mutations.ts';
import type { LaptopStory, Mishap } from './laptop-story.ts';

export interface LaptopMutation extends Mistake {
  /** True for a story in which the mistake can matter. Seeds of such stories are tried first. */
  readonly matters: (story: LaptopStory, mishaps: readonly Mishap[]) => boolean;
}

/** True if the mishap comes in the first try, when some calls have been made and others are still to come. */
const comesHalfWay =
  (kind: Mishap['kind']): LaptopMutation['matters'] =>
  ({ calls }, mishaps) =>
    mishaps.some(
      (one) => one.kind === kind && one.nthTry === 0 && one.at.after === 'call' && one.at.nth < calls,
    );

const isKilled = comesHalfWay('kill');
const updates = ({ known }: LaptopStory): boolean => known.length > 0;

export const laptopMutations: readonly LaptopMutation[] = [
  {
    name: 'a batch that a dead run had is still held',
    file: 'local/cli/home/go-on.ts',
    find: '  await letGoOfBatches(payferry, job);\n  await sentJson',
    replace: '  await sentJson',
    matters: isKilled,
  },
  {
    name: 'what a dead run wrote down of its calls is thrown away',
    file: 'local/cli/home/go-on.ts',
    find: 'await journalJson.replace(store, { job, batch }, { ...found.content, taken_ms: 0 }, found.tag);',
    replace: 'await journalJson.remove(store, { job, batch });',
    matters: isKilled,
  },
  {
    name: 'a file that an earlier run has begun is carried a second time',
    file: 'local/cli/inbox/same-file.ts',
    find: 'return here === there;',
    replace: 'return here !== there;',
    matters: (story, mishaps) => updates(story) && isKilled(story, mishaps),
  },
  {
    name: 'a job is not forgotten when its report is there',
    file: 'local/cli/commands/bring-back.ts',
    find: '  await forgetJob(payferry, { job, key });\n',
    replace: '',
    matters: isKilled,
  },
  {
    name: 'the local S3 asks for no key',
    file: 'local/s3/http/refuse-strangers.ts',
    find: "if (given === undefined) return refuse('AccessDenied');",
    replace: 'if (given === undefined) return undefined;',
    matters: (_, mishaps) => mishaps.some(({ kind, nthTry }) => kind === 'stranger' && nthTry === 0),
  },
  {
    name: 'a closed terminal ends the command where it stands',
    file: 'local/cli/ending.ts',
    find: "['SIGINT', 'SIGTERM', 'SIGHUP'] as const",
    replace: "['SIGINT', 'SIGTERM'] as const",
    matters: comesHalfWay('hangup'),
  },
  {
    name: 'a full disk is not seen',
    file: 'local/cli/local-payferry.ts',
    find: 'if (diskFailure)\n',
    replace: 'if (diskFailure && lanes.service !== lanes.service)\n',
    matters: comesHalfWay('disk_full'),
  },
];
