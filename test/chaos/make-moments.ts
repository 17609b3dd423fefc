// When a fault strikes, drawn from the seed: at places that every story passes.

import type { Chance } from './chance.ts';
import type { FunctionName } from './faults.ts';
import type { Moment, S3Moment } from './moments.ts';
import type { Story } from './story.ts';

export const functions: readonly FunctionName[] = ['split', 'deliver', 'deliver', 'deliver', 'report'];
/** Draws which occurrence is meant. It is mostly the first: files are small, and a later one may never come. */
export const nthOf = (chance: Chance): number => chance.pick([1, 1, 1, 1, 1, 2, 2, 3]);

const reads: Readonly<Record<FunctionName, readonly string[]>> = {
  split: ['payferry-inbox', 'plan.json', 'complete.json', 'sent.json', 'abort', 'approved'],
  deliver: [
    'plan.json',
    'outcomes',
    'complete.json',
    'batches',
    'journal',
    'sent.json',
    'before-images',
    'abort',
  ],
  report: [
    'complete.json',
    'plan.json',
    'abort',
    'open',
    'outcomes',
    'batches',
    'report.json',
    'journal',
    'rejected',
  ],
  export: ['exports', 'exports', 'snapshots'],
};
const writes: Readonly<Record<FunctionName, readonly string[]>> = {
  split: ['open', 'batches', 'rejected', 'plan.json', 'sent.json', 'complete.json', 'awaiting_approval.json'],
  deliver: ['journal', 'journal', 'outcomes', 'outcomes', 'complete.json', 'before-images'],
  report: ['table', 'report.json', 'outcomes', 'open'],
  export: ['exports', 'exports', 'snapshots'],
};

export function s3Moment(chance: Chance, fn: FunctionName): S3Moment {
  const does = chance.in(0.7) ? 'write' : 'read';
  return {
    on: 's3',
    does,
    object: chance.pick((does === 'write' ? writes : reads)[fn]),
    phase: chance.pick(['before', 'after']),
    nth: nthOf(chance),
  };
}

export function feishuMoment(story: Story, chance: Chance): Moment {
  return {
    on: 'feishu',
    api: chance.pick(apisOf(story)),
    phase: chance.pick(['before', 'after']),
    nth: nthOf(chance),
  };
}

export function momentOf(story: Story, chance: Chance): Moment {
  return chance.pick<() => Moment>([
    () => s3Moment(chance, chance.pick(functions)),
    () => feishuMoment(story, chance),
    () => ({ on: 'time', afterMs: chance.whole(0, 2000) }),
  ])();
}

export function abortMoment(chance: Chance): S3Moment {
  return {
    on: 's3',
    does: 'write',
    object: chance.pick(['open', 'plan.json', 'sent.json', 'journal', 'journal', 'outcomes']),
    phase: chance.pick(['before', 'after']),
    nth: chance.pick([1, 1, 2]),
  };
}

/** The APIs that this story calls; writes three times as often as queries. */
export function apisOf({ files }: Story): string[] {
  const writing = files.map(({ operation }) => operation);
  const queries = [...new Set(writing.map((operation) => `${operation.split('.')[0]}.query`))];
  return [...writing, ...writing, ...writing, ...queries];
}
