import { describe, expect, it } from 'vitest';

import { handClock } from '../../../test/hand-clock.ts';
import { Infrastructure } from './infrastructure.ts';
import { createScreen } from '../screen/screen.ts';
import { render } from '../words/render.ts';
import type { SaidError } from '../words/said-error.ts';
import { readStep } from './log-steps.ts';
import {
  readRunTrouble,
  readTrouble,
  tellTrouble,
  type TroubleOf,
  type TroubleOptions,
} from './tell-trouble.ts';

const barred = { step: 'barred', job: 'a-job', code: 10014, log_id: 'l-1' };
const handedBack = (why: string) => ({
  step: 'handed_back',
  group: 'g',
  why,
  messages: 1,
  delay_ms: 900_000,
});

describe('an app that Feishu does not let in', () => {
  it.each([
    ['by a call', [barred], 'Feishu does not let the app in: The app secret is wrong (10014)'],
    [
      'by a call whose message goes back',
      [barred, handedBack('barred')],
      'Feishu does not let the app in: The app secret is wrong (10014)',
    ],
    [
      'by a page of an export',
      [{ step: 'cut_off', run: 'a-run', kind: 'barred', code: 10014, log_id: 'l-1' }, handedBack('barred')],
      'Feishu does not let the app in: The app secret is wrong (10014)',
    ],
    ['by whatever gave its message back', [handedBack('barred')], 'Feishu does not let the app in'],
  ])('%s stops the job, for waiting does not help', async (_, lines, sentence) => {
    expect(await reasonAfter(lines)).toBe(`${sentence}; docs/outcomes.md says what to do`);
  });

  it.each(['look_again', 'outage', 'deadline', 'held'])('%s is waited for', async (why) => {
    expect(await reasonAfter([handedBack(why)])).toBeUndefined();
  });

  it('a page that was cut off for another reason is waited for', async () => {
    expect(await reasonAfter([{ step: 'cut_off', kind: 'broken', code: 2290002 }])).toBeUndefined();
  });
});

type Line = Readonly<Record<string, unknown>>;

const handedBackFor = (facts: Line, changes: Line = {}): Line => ({
  ...handedBack('outage'),
  job: 'a-job',
  batch: 3,
  delay_ms: 9500,
  ...facts,
  ...changes,
});
const call = (kind: string, facts: Line = {}): Line => ({
  step: 'call',
  operation: 'lump_sum_payment.batch_create',
  records: 500,
  kind,
  took_ms: 120,
  ...facts,
});
const throttled = { kind: 'throttled', status: 429, code: 99991400, log_id: 'L-1' };
const noSuchPage = { kind: 'broken', how: 'no_json', status: 404, field: 'code' };
const nobodyKnows = { kind: 'unknown_code', status: 400, code: 1234567, log_id: 'L-7' };
const again = 'Trying again in 10 s, and then less often. Ctrl-C stops.';

describe('what a batch goes back to its queue for is told as it is', () => {
  it.each<[Line, string]>([
    [
      { kind: 'unreachable', cause: 'ENOTFOUND' },
      'Feishu cannot be reached (ENOTFOUND): is FEISHU_BASE_URL right, and is this machine online?',
    ],
    [noSuchPage, "The address answers HTTP 404, which Feishu's API does not: is FEISHU_BASE_URL right?"],
    [
      { ...noSuchPage, status: 200 },
      "The address answers with a page, and not as Feishu's API does: is FEISHU_BASE_URL right?",
    ],
    [
      nobodyKnows,
      "Feishu answered with a code that Payferry does not know: 1234567 (log id L-7). Feishu's support can say what it means, by the log id.",
    ],
    [
      { kind: 'broken', how: 'missing', status: 200, code: 0, log_id: 'L-7', field: 'data.operate_results' },
      "Feishu's answer could not be read: data.operate_results is missing (log id L-7). Feishu's API is not as its pages say, or something between changes its answers.",
    ],
    [
      { kind: 'broken', how: 'bent', status: 200, code: 0, field: 'data.records.3.id' },
      "Feishu's answer could not be read: data.records.3.id is not as its page says. Feishu's API is not as its pages say, or something between changes its answers.",
    ],
    [
      { kind: 'broken', how: 'missing', status: 200, field: 'code' },
      "Feishu's answer could not be read: code is missing. Feishu's API is not as its pages say, or something between changes its answers.",
    ],
    [
      { kind: 'broken', status: 502 },
      'Feishu, or something between, answers HTTP 502. It is for Feishu to mend that.',
    ],
    [
      { kind: 'broken', status: 500, code: 2290002, log_id: 'L-7' },
      'Feishu failed at a call: HTTP 500, code 2290002 (log id L-7). It is for Feishu to mend that.',
    ],
    [
      { kind: 'broken', status: 400, code: 0 },
      'Feishu contradicts itself: HTTP 400 with code 0. It is for Feishu to mend that.',
    ],
    [
      { kind: 'unanswered', how: 'timeout', waited_ms: 30_012 },
      'Feishu did not answer within 30 s (timeout): is the network slow?',
    ],
    [
      { kind: 'unanswered', how: 'timeout', waited_ms: 30_012, status: 200 },
      'Feishu did not end its answer within 30 s (timeout): is the network slow?',
    ],
    [
      { kind: 'unanswered', how: 'cut_off', cause: 'ECONNRESET' },
      'The connection broke off before Feishu answered (ECONNRESET): does something between break off connections?',
    ],
    [
      { kind: 'unanswered', how: 'cut_off', status: 200 },
      'Feishu broke off in the middle of its answer: does something between break off connections?',
    ],
    [
      { kind: 'empty_pages', log_id: 'L-7' },
      'Feishu sends empty pages without end (log id L-7). It is for Feishu to mend that.',
    ],
    [
      { kind: 'repeated_token' },
      'Feishu names the same page of a list again, so that the list has no end. It is for Feishu to mend that.',
    ],
    [
      { kind: 'repeated_page', log_id: 'L-7' },
      'Feishu gives a page of a list again in the place of another, so that records are missing (log id L-7). It is for Feishu to mend that.',
    ],
    [
      { kind: 'failed', cause: 'InternalError' },
      "A step of Payferry's own failed (InternalError): Feishu is not to blame.",
    ],
    [{}, 'Feishu did not answer in time (timeout): is the network slow?'],
    [{ kind: 'a kind of next year' }, 'Feishu did not answer in time (timeout): is the network slow?'],
  ])('%j', async (facts, sentence) => {
    const rig = watching();
    await rig.hear(handedBackFor(facts));
    expect(rig.said).toEqual([`  ${sentence} ${again}`]);
  });

  it('with the words of Feishu in the journal of the batch that was handed back', async () => {
    const asked: unknown[] = [];
    const rig = watching((job, batch) => {
      asked.push([job, batch]);
      return Promise.resolve({ ...nobodyKnows, kind: 'unknown_code', message: 'frozen', at_ms: 7 });
    });
    await rig.hear(handedBackFor(nobodyKnows));
    expect(asked).toEqual([['a-job', 3]]);
    expect(rig.said[0]).toContain('does not know: 1234567, "frozen" (log id L-7). ');
  });

  it('of an export with the words that stand beside what it has cost', async () => {
    const rig = watching(undefined, (run) =>
      Promise.resolve({ ...nobodyKnows, kind: 'unknown_code', message: `frozen ${run}`, at_ms: 7 }),
    );
    await rig.hear(handedBackFor(nobodyKnows, { job: undefined, batch: undefined, run: 'a-run' }));
    expect(rig.said[0]).toContain('1234567, "frozen a-run" (log id L-7). ');
  });

  it('without words of another trouble, and without any where the book cannot be read', async () => {
    for (const troubleOf of [
      () => Promise.resolve({ kind: 'broken', status: 500, code: 1, message: 'frozen', at_ms: 7 } as const),
      () => Promise.reject(new Error('the disk is full')),
    ]) {
      const rig = watching(troubleOf);
      await rig.hear(handedBackFor(nobodyKnows));
      expect(rig.said[0]).toContain('1234567 (log id L-7). ');
    }
  });

  it('in text that a terminal shows and does not obey', async () => {
    const message = 'frozen\u001b[2J\u202e';
    const rig = watching(() => Promise.resolve({ ...nobodyKnows, kind: 'unknown_code', message, at_ms: 7 }));
    await rig.hear(handedBackFor({ ...nobodyKnows, log_id: 'L\r7' }));
    expect(rig.said[0]).not.toMatch(/[\p{Cc}\p{Cf}]/v);
    expect(rig.said[0]).toContain('frozen');
  });
});

describe('trouble', () => {
  it('is printed once for any log id and delay, and again after another trouble or after success', async () => {
    const rig = watching();
    await rig.hear(
      handedBackFor(noSuchPage),
      handedBackFor({ ...noSuchPage, log_id: 'L-8' }, { delay_ms: 20_000 }),
    );
    expect(rig.said).toHaveLength(1);
    await rig.hear(handedBackFor(throttled), handedBackFor(noSuchPage));
    expect(rig.said).toHaveLength(2);
    await rig.hear({ step: 'settled', job: 'a-job', batch: 3, created: 500 }, handedBackFor(noSuchPage));
    expect(rig.said).toHaveLength(3);
  });

  it.each(['look_again', 'deadline', 'held', 'barred'])(
    'is none where a batch goes back for %s',
    async (why) => {
      const rig = watching();
      await rig.hear(handedBack(why));
      expect(rig.said.join()).not.toContain('Feishu');
    },
  );

  it('of too many calls says since when', async () => {
    const rig = watching();
    await rig.hear(call('throttled', throttled));
    const since = new Date(rig.clock.now()).toLocaleTimeString('en-GB');
    await rig.clock.advance(40_000);
    await rig.hear(handedBackFor(throttled));
    expect(rig.said).toEqual([
      `  Feishu says "too many calls" (99991400) to every call since ${since}: something else uses the same app. Stop that, or give Payferry an app of its own. ${again}`,
    ]);
  });
});

const fiveMinutesMs = 5 * 60_000;

describe('five minutes in which nothing gets on', () => {
  it.each<[string, readonly Line[], string]>([
    [
      'too many calls',
      [call('throttled', throttled)],
      'Feishu has answered every call for five minutes with "too many calls" (99991400): something else uses the same app. Stop that, or give Payferry an app of its own.',
    ],
    [
      'a wrong address',
      [call('broken', { status: 404, why: 'no_json', field: 'code' }), handedBackFor(noSuchPage)],
      "Nothing got on for five minutes. The address answers HTTP 404, which Feishu's API does not: is FEISHU_BASE_URL right?",
    ],
    [
      'no connection for the token',
      [{ ...call('unreachable', { cause: 'ENOTFOUND' }), operation: 'tenant_access_token' }],
      'Nothing got on for five minutes. Feishu cannot be reached (ENOTFOUND): is FEISHU_BASE_URL right, and is this machine online?',
    ],
    [
      'results that cannot be read',
      [call('accepted', { status: 200, code: 0, field: 'data.operate_results.0.code', why: 'bent' })],
      "Nothing got on for five minutes. Feishu's answer could not be read: data.operate_results.0.code is not as its page says. Feishu's API is not as its pages say, or something between changes its answers.",
    ],
    [
      'a step of our own',
      [handedBackFor({ kind: 'failed', cause: 'InternalError' })],
      "Nothing got on for five minutes. A step of Payferry's own failed (InternalError): Feishu is not to blame.",
    ],
  ])('end the job with the reason: %s', async (_, lines, reason) => {
    const rig = watching();
    await rig.hear(...lines);
    await rig.clock.advance(fiveMinutesMs - 1);
    expect(rig.reason()).toBeUndefined();
    await rig.clock.advance(1);
    expect(rig.reason()).toBe(reason);
  });

  it("end it with Feishu's words, also where the last line of the log had none", async () => {
    const rig = watching(() =>
      Promise.resolve({ ...nobodyKnows, kind: 'unknown_code', message: 'frozen', at_ms: 7 }),
    );
    await rig.hear(call('unknown_code', nobodyKnows), handedBackFor(nobodyKnows));
    await rig.clock.advance(200_000);
    await rig.hear(call('unknown_code', { ...nobodyKnows, log_id: 'L-8' }));
    await rig.clock.advance(fiveMinutesMs);
    expect(rig.reason()).toContain('does not know: 1234567, "frozen" (log id L-7)');
  });

  it.each<[string, Line]>([
    ['a batch that was delivered', { step: 'settled', job: 'a-job', batch: 3, created: 500 }],
    ['a window of an export that was read', { step: 'window', run: 'a-run', pages: 3, records: 1200 }],
    ['a call that was accepted', call('accepted', { status: 200, code: 0 })],
    ['a call that was refused for its records', call('refused', { status: 400, code: 2290001 })],
  ])('begin anew with %s', async (_, line) => {
    const rig = watching();
    await rig.hear(call('throttled', throttled), handedBackFor(throttled));
    await rig.clock.advance(200_000);
    await rig.hear(line);
    await rig.clock.advance(fiveMinutesMs);
    expect(rig.reason()).toBeUndefined();
    await rig.hear(call('throttled', throttled));
    await rig.clock.advance(fiveMinutesMs);
    expect(rig.reason()).toContain('too many calls');
  });

  it.each<[string, Line]>([
    ['a token that was given', { ...call('accepted'), operation: 'tenant_access_token' }],
    ['a look-up that was answered', { ...call('accepted'), operation: 'lump_sum_payment.query' }],
  ])('are not broken by %s, where every call that pays fails', async (_, line) => {
    const rig = watching();
    await rig.hear(call('throttled', throttled));
    for (let ms = 0; ms < fiveMinutesMs; ms += 10_000) {
      await rig.hear(line);
      await rig.clock.advance(10_000);
    }
    expect(rig.reason()).toContain('too many calls');
  });

  it.each<[string, Line]>([
    ['empty pages without end', { kind: 'empty_pages' }],
    ['a step of our own that fails', { kind: 'failed', cause: 'InternalError' }],
  ])('are not broken by calls that are answered, where it is %s', async (_, facts) => {
    const rig = watching();
    await rig.hear(handedBackFor(facts));
    await rig.clock.advance(200_000);
    await rig.hear({ ...call('accepted'), operation: 'lump_sum_payment.query' });
    await rig.clock.advance(100_000);
    expect(rig.reason()).toMatch(/^Nothing got on for five minutes/);
  });

  it('are not counted from a look-up that the app may not make: its payments go on', async () => {
    const rig = watching();
    await rig.hear({ ...call('barred', { code: 99991672 }), operation: 'lump_sum_payment.query' });
    await rig.clock.advance(2 * fiveMinutesMs);
    expect(rig.reason()).toBeUndefined();
  });
});

describe('the last trouble', () => {
  const store = { read: (key: string) => Promise.resolve(objects.get(key)) };
  const trouble = { ...nobodyKnows, message: 'frozen', at_ms: 7 };
  const book = {
    v: 2,
    by: 'i',
    taken_ms: 1,
    since_ms: 1,
    released: false,
    records: [],
  };
  const effort = { calls: 1, throttled: 0, invocations: 1 };
  const objects = new Map([
    ['jobs/a-job/journal/00003.json', JSON.stringify({ ...book, trouble })],
    ['jobs/a-job/journal/00004.json', JSON.stringify(book)],
    ['jobs/a-job/journal/00005.json', JSON.stringify({ ...book, trouble: { kind: 'of next year' } })],
    ['exports/a-run/effort.json', JSON.stringify({ ...effort, trouble })],
  ]);

  it('of a batch is read from its journal, if there is one', async () => {
    expect(await readTrouble(store, 'a-job', 3)).toEqual(trouble);
    for (const batch of [4, 5, 6]) expect(await readTrouble(store, 'a-job', batch)).toBeUndefined();
  });

  it('of an export is read from beside what it has cost', async () => {
    expect(await readRunTrouble(store, 'a-run')).toEqual(trouble);
    expect(await readRunTrouble(store, 'another')).toBeUndefined();
  });
});

/** What `tellTrouble` has printed, its clock, a function that gives it log lines, and why it has stopped the job. */
function watching(troubleOf?: TroubleOf, troubleOfRun?: TroubleOptions['troubleOfRun']) {
  const stopping = new AbortController();
  const ending = {
    signal: stopping.signal,
    wasInterrupted: () => false,
    isLeaving: () => false,
    stopJob: (reason: SaidError) => stopping.abort(reason),
    onInterrupt: () => undefined,
  };
  const said: string[] = [];
  const screen = createScreen({ write: (text: string) => said.push(text.trimEnd()) }, () => 0, 'en');
  const clock = handClock();
  const onStep = tellTrouble(screen, ending, troubleOf, { clock, ...(troubleOfRun ? { troubleOfRun } : {}) });
  return {
    said,
    clock,
    async hear(...lines: readonly Line[]) {
      for (const line of lines) {
        const step = readStep(JSON.stringify(line));
        if (step) onStep(step);
        await clock.advance(0);
      }
    },
    reason(): string | undefined {
      const reason: unknown = stopping.signal.reason;
      return reason instanceof Infrastructure ? render(reason.said, 'en') : undefined;
    },
  };
}

/** The reason why the job was stopped after these log lines. Undefined: it was not. */
async function reasonAfter(lines: readonly Line[]): Promise<string | undefined> {
  const rig = watching();
  await rig.hear(...lines);
  return rig.reason();
}
