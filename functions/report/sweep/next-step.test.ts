import { describe, expect, it } from 'vitest';

import type { Plan } from '../../../shared/job/plan.ts';
import { say } from '../../../shared/words/say.ts';
import { inEnglish } from '../../../test/in-english.ts';
import type { JobProgress } from './progress.ts';
import { nextStep, type Step } from './next-step.ts';

const [minute, hour, day] = [60_000, 3_600_000, 24 * 3_600_000];
const settings = {
  INBOX_BUCKET: 'inbox',
  RECORDS_BUCKET: 'records',
  DROPS_QUEUE_URL: 'http://127.0.0.1/drops',
  INTAKE_QUEUE_URL: 'http://127.0.0.1/intake',
  LANGUAGE: 'en' as const,
  PATIENCE_MS: day,
  SWEEP_AFTER_MS: 30 * minute,
  APPROVAL_PATIENCE_MS: 30 * day,
  METRICS_NAMESPACE: 'Payferry',
};
const openedMs = Date.parse('2026-11-20T08:00:00.000Z');
const at = (ms: number) => new Date(openedMs + ms).toISOString();
const source = { from: 'inbox', name: 'a.csv', bytes: 1 } as const;

const aPlan = (changes: Partial<Plan> = {}): Plan => ({
  v: 2,
  job: 'job',
  source,
  operation: 'lump_sum_payment.batch_create',
  state: 'send',
  rows: 1,
  records: 1,
  rejected_records: 0,
  totals: { by_currency: {}, uncounted: 0 },
  batches: [{ key: 'k', sha256: '', records: 1 }],
  rejected: [],
  lanes: 20,
  first_lane: 0,
  base_url: 'http://127.0.0.1',
  app_id: 'cli',
  planned_at: at(0),
  ...changes,
});
const aJob = (changes: Partial<JobProgress> = {}): JobProgress => ({
  open: { v: 1, source, opened_at: at(0), tries: 0 },
  openTag: 'tag',
  plan: aPlan(),
  approvedMs: undefined,
  sentMs: openedMs,
  abortMs: undefined,
  isComplete: false,
  isReported: false,
  isCovered: false,
  ...changes,
});
const unplanned = (tries: number, triedMs?: number) =>
  aJob({
    plan: undefined,
    sentMs: undefined,
    open: {
      v: 1,
      source,
      opened_at: at(0),
      tries,
      ...(triedMs === undefined ? {} : { tried_at: at(triedMs) }),
    },
  });
const waiting = (changes: Partial<JobProgress> = {}) =>
  aJob({ plan: aPlan({ state: 'await_approval' }), sentMs: undefined, ...changes });

describe('an open job', () => {
  it.each<[string, JobProgress, number, Step['kind']]>([
    ['without a plan is left alone for half an hour', unplanned(0), 30 * minute - 1, 'leave'],
    ['and then split again', unplanned(0), 30 * minute, 'split_again'],
    ['the wait begins anew with each try', unplanned(1, hour), hour + 30 * minute - 1, 'leave'],
    ['and ends', unplanned(2, hour), hour + 30 * minute, 'split_again'],
    ['three tries are enough', unplanned(3, 2 * hour), 3 * hour, 'give_up'],
    [
      'without a plan is planned first, also if somebody stopped it',
      { ...unplanned(0), abortMs: 1 },
      hour,
      'split_again',
    ],
    [
      'that is planned and not sent is left alone for half an hour',
      aJob({ sentMs: undefined }),
      30 * minute - 1,
      'leave',
    ],
    ['and then resumed', aJob({ sentMs: undefined }), 30 * minute, 'resume'],
    ['that is sent is left alone', aJob(), 12 * hour, 'leave'],
    ['whose outcomes cover its plan is completed', aJob({ isCovered: true }), minute, 'complete'],
    ['is given half an hour after its patience', aJob(), day + 30 * minute - 1, 'leave'],
    ['and then closed', aJob(), day + 30 * minute, 'complete'],
    [
      'that was stopped is left to deliver for half an hour',
      aJob({ abortMs: openedMs + hour }),
      90 * minute - 1,
      'leave',
    ],
    ['and then completed', aJob({ abortMs: openedMs + hour }), 90 * minute, 'complete'],
    [
      'that was stopped and is covered is completed',
      aJob({ abortMs: openedMs, isCovered: true }),
      1,
      'complete',
    ],
    ['that waits for a person is left alone', waiting(), 30 * day - 1, 'wait_for_approval'],
    ['for thirty days', waiting(), 30 * day, 'expire'],
    ['and when it is stopped is completed at once', waiting({ abortMs: openedMs }), 1, 'complete'],
    [
      'that was approved a moment ago is left to split',
      waiting({ approvedMs: openedMs + day }),
      day + minute,
      'leave',
    ],
    ['and then resumed', waiting({ approvedMs: openedMs + day }), day + hour, 'resume'],
    ['that is complete is reported', aJob({ isComplete: true, abortMs: 1 }), 1, 'report'],
    ['that is reported is forgotten', aJob({ isComplete: true, isReported: true }), 1, 'forget'],
  ])('%s', (_, seen, ageMs, kind) => {
    expect(nextStep(seen, openedMs + ageMs, settings).kind).toBe(kind);
  });

  it('that is closed says why', () => {
    const step = nextStep(aJob(), openedMs + 2 * day, settings);
    const reason = say('job.out_of_patience', { ms: day });
    expect(step).toEqual({ kind: 'complete', reason });
    expect(inEnglish(reason)).toBe('it was not done within 24 hours');
  });
});
