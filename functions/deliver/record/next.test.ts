// The table of what becomes of a record: its state, an event, its next state.

import { describe, expect, it } from 'vitest';

import { allInEnglish } from '../../../test/in-english.ts';
import { aBonus, aBonusUpdate, aDetail, aRemoval, anAllowance } from '../../../test/records.ts';
import { lumpSumCreate } from '../../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumRemove } from '../../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../../shared/feishu/operations/lump-sum-update.ts';
import { recurringCreate } from '../../../shared/feishu/operations/recurring-create.ts';
import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import { neverSent, unknownRecord, type RecordState } from '../../../shared/job/record-state.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { RecordEvent } from './event.ts';
import { next, type Facts } from './next.ts';

/** An operation and a record of it, by what makes them recover in another way. */
const kinds = {
  unique: [lumpSumCreate, aBonus()],
  overlap: [recurringCreate, anAllowance()],
  /** Each detail has an id, so writing twice comes to the same. */
  rewrite: [lumpSumUpdate, aBonusUpdate()],
  /** A detail without an id: writing twice would add it twice. */
  adds: [lumpSumUpdate, aBonusUpdate({ details: [aDetail()] })],
  absence: [lumpSumRemove, aRemoval({ id: '1' })],
} as const satisfies Record<string, readonly [WriteOperation, JsonObject]>;
type Kind = keyof typeof kinds;

const lookAgainMs = 60_000;
const unsent = neverSent;
const inDoubt: RecordState = { at: 'in_doubt', empty_looks_ms: [] };
const conflict: Extract<RecordState, { at: 'conflict' }> = {
  at: 'conflict',
  attempted: false,
  empty_looks_ms: [],
};
/** Sent once, not answered, and looked up without being found: once, or twice far enough apart. */
const again = (looks: number[], surely: boolean): typeof neverSent => ({
  at: 'unsent',
  attempted: true,
  empty_looks_ms: looks,
  confirmed_absent: surely,
});
const doubtAfter = (...looks: number[]): RecordState => ({ at: 'in_doubt', empty_looks_ms: looks });

const look = { apartMs: lookAgainMs, nowMs: lookAgainMs, isPoison: false };
const found = {
  ...look,
  kind: 'found',
  fits: 'same',
  id: '7',
  age: 'young',
  isAsBefore: false,
} as const;
const notFound = { ...look, kind: 'not_found', wasThere: undefined } as const;
const answered = (verdict: Extract<RecordEvent, { kind: 'answered' }>['verdict']) =>
  ({ kind: 'answered', verdict, called: { ourMs: 0, feishuMs: 0 } }) as const;
const refusal = (code: number) => answered({ kind: 'refused', code, message: 'no' });
const notLooked = { kind: 'not_looked', why: 'no_scope', isPoison: false } as const;
const stopped = { kind: 'stopped' } as const;

/** A state, or the status (and code, if any) that the record is settled with. */
type Becomes = RecordState | string;

type Row = readonly [what: string, Kind, RecordState, RecordEvent, Becomes, Partial<Facts>?];

const table: readonly Row[] = [
  // The before-image.
  ['its image is still to be taken', 'adds', inDoubt, { kind: 'not_called' }, unsent],
  [
    'a remove of what was not there',
    'absence',
    unsent,
    { kind: 'image', shows: 'absent' },
    'refused 21270201',
  ],
  ['a remove of what was there', 'absence', unsent, { kind: 'image', shows: 'done' }, unsent],
  ['an update that is done already', 'adds', unsent, { kind: 'image', shows: 'done' }, 'already_exists'],
  [
    'an update that is perhaps done',
    'adds',
    unsent,
    { kind: 'image', shows: 'perhaps_done' },
    'exists_unchecked',
  ],
  ['an update that is not', 'adds', unsent, { kind: 'image', shows: 'not_done' }, unsent],
  ['an update of a dead invocation', 'adds', inDoubt, { kind: 'image', shows: 'done' }, 'already_exists'],
  ['an update that may be repeated', 'rewrite', unsent, { kind: 'image', shows: 'done' }, unsent],

  // The answer of a call.
  ['done', 'unique', unsent, answered({ kind: 'done', id: '7' }), 'created'],
  ['done', 'adds', unsent, answered({ kind: 'done', id: undefined }), 'updated'],
  ['done', 'absence', unsent, answered({ kind: 'done', id: undefined }), 'removed'],
  ['refused', 'unique', unsent, refusal(21270223), 'refused 21270223'],
  [
    'a code of its own',
    'unique',
    unsent,
    answered({ kind: 'unknown_code', code: 5, message: '' }),
    'refused 5',
  ],
  [
    'no result',
    'unique',
    unsent,
    answered({ kind: 'no_result', unread: { field: 'f', why: 'bent' } }),
    inDoubt,
  ],
  ['there already', 'unique', unsent, refusal(21270202), conflict],
  [
    'there already, sent before',
    'unique',
    again([0], false),
    refusal(21270202),
    { ...conflict, attempted: true },
  ],
  ['an overlap', 'overlap', unsent, refusal(21270315), 'refused 21270315'],
  [
    'an overlap, sent before',
    'overlap',
    again([0], true),
    refusal(21270315),
    { ...conflict, attempted: true },
  ],
  ['not there', 'absence', unsent, refusal(21270201), 'refused 21270201'],
  [
    'not there, sent before',
    'absence',
    again([0], false),
    refusal(21270201),
    { ...conflict, attempted: true },
  ],
  [
    'to blame for a whole call',
    'unique',
    unsent,
    { kind: 'refused', said: { code: 9, message: '' } },
    'refused 9',
  ],
  [
    'a broken call',
    'unique',
    unsent,
    { kind: 'broke', alone: false, said: { code: 0, message: '' }, called: { ourMs: 0, feishuMs: 0 } },
    inDoubt,
  ],
  [
    'a broken call after looks',
    'unique',
    again([0], true),
    { kind: 'broke', alone: true, said: { code: 0, message: '' }, called: { ourMs: 0, feishuMs: 0 } },
    inDoubt,
  ],
  ['a dead invocation', 'unique', unsent, { kind: 'lost', called: { ourMs: 0, feishuMs: 0 } }, inDoubt],

  // Found.
  ['a create that is there, young', 'unique', inDoubt, found, 'created'],
  ['that shows no time', 'unique', inDoubt, { ...found, age: 'unknown' }, 'created'],
  [
    'that shows no time, and was not sent',
    'unique',
    conflict,
    { ...found, age: 'unknown' },
    'already_exists',
  ],
  ['that was there before', 'unique', inDoubt, { ...found, age: 'old' }, 'already_exists'],
  ['that another has created meanwhile', 'unique', conflict, found, 'already_exists'],
  ['with other content', 'unique', inDoubt, { ...found, fits: 'other' }, 'conflict 21270202'],
  ['that cannot be compared', 'overlap', inDoubt, { ...found, fits: 'hidden' }, 'exists_unchecked 21270202'],
  ['an update as it was to become', 'adds', inDoubt, found, 'updated'],
  [
    'an update that may be repeated',
    'rewrite',
    inDoubt,
    { ...found, fits: 'other' },
    again([lookAgainMs], false),
  ],
  [
    'as before, first look',
    'adds',
    inDoubt,
    { ...found, fits: 'other', isAsBefore: true },
    doubtAfter(lookAgainMs),
  ],
  [
    'as before, second look',
    'adds',
    doubtAfter(0),
    { ...found, fits: 'other', isAsBefore: true },
    again([0, lookAgainMs], true),
  ],
  ['neither before nor after', 'adds', inDoubt, { ...found, fits: 'other' }, 'unknown'],
  [
    'a remove that is still there',
    'absence',
    inDoubt,
    { ...found, fits: 'other' },
    again([lookAgainMs], false),
  ],
  [
    'poison that is still there, first look',
    'absence',
    inDoubt,
    { ...found, isPoison: true },
    doubtAfter(lookAgainMs),
  ],
  ['poison that is still there', 'absence', doubtAfter(0), { ...found, isPoison: true }, 'refused 1500'],

  // Not found.
  ['a create with a unique_id', 'unique', inDoubt, notFound, again([lookAgainMs], false)],
  ['a create that may overlap, first look', 'overlap', inDoubt, notFound, doubtAfter(lookAgainMs)],
  [
    'a create that may overlap, second look',
    'overlap',
    doubtAfter(0),
    notFound,
    again([0, lookAgainMs], true),
  ],
  ['a second look too soon', 'overlap', doubtAfter(1), notFound, doubtAfter(1, lookAgainMs)],
  ['a conflict with nothing', 'unique', conflict, notFound, { ...conflict, empty_looks_ms: [lookAgainMs] }],
  [
    'a conflict with nothing, fifth look',
    'unique',
    { ...conflict, empty_looks_ms: [0, 1, 2, 3] },
    notFound,
    'exists_unchecked 21270202',
    { last: { code: 21270202, message: 'no' } },
  ],
  [
    'an overlap with nothing, fifth look',
    'overlap',
    { ...conflict, empty_looks_ms: [0, 1, 2, 3] },
    notFound,
    'refused 21270315',
    { last: { code: 21270315, message: 'no' } },
  ],
  ['an update', 'rewrite', inDoubt, notFound, again([lookAgainMs], false)],
  ['a remove that was there', 'absence', inDoubt, { ...notFound, wasThere: true }, 'removed'],
  ['a remove that was not', 'absence', inDoubt, { ...notFound, wasThere: false }, 'refused 21270201'],
  ['a remove of which nobody knows', 'absence', inDoubt, notFound, 'unknown'],
  ['poison, first look', 'unique', inDoubt, { ...notFound, isPoison: true }, doubtAfter(lookAgainMs)],
  ['poison, second look', 'unique', doubtAfter(0), { ...notFound, isPoison: true }, 'refused 1500'],

  // Not looked up.
  [
    'a create with a unique_id',
    'unique',
    inDoubt,
    notLooked,
    { ...again([], false), not_looked: 'no_scope' },
  ],
  [
    'an update that may be repeated',
    'rewrite',
    inDoubt,
    notLooked,
    { ...again([], false), not_looked: 'no_scope' },
  ],
  ['poison', 'unique', inDoubt, { ...notLooked, isPoison: true }, 'unknown 1500'],
  ['a create that may overlap', 'overlap', inDoubt, notLooked, 'unknown 1500'],
  ['an update that adds', 'adds', inDoubt, notLooked, 'unknown 1500'],
  ['a remove', 'absence', inDoubt, notLooked, 'unknown 1500'],
  [
    'a conflict',
    'unique',
    conflict,
    notLooked,
    'exists_unchecked 21270202',
    { last: { code: 21270202, message: 'no' } },
  ],
  [
    'an overlap',
    'overlap',
    { ...conflict, attempted: true },
    notLooked,
    'unknown 21270315',
    { last: { code: 21270315, message: 'no' } },
  ],

  // The job is stopped.
  ['never sent', 'unique', unsent, stopped, 'unsent'],
  ['sent, and surely absent', 'unique', again([0, lookAgainMs], true), stopped, 'unsent'],
  ['sent, and absent in one look', 'unique', again([0], false), stopped, doubtAfter(0)],
  [
    'sent, and nobody may look',
    'unique',
    { ...again([], false), not_looked: 'refused' },
    stopped,
    'unknown 1500',
  ],
  ['in doubt', 'unique', inDoubt, stopped, inDoubt],
];

describe('a record', () => {
  const rows = table.map(
    ([what, kind, state, event, becomes, changes = {}]) =>
      [what, kind, state, event, becomes, changes] as const,
  );
  it.each(rows)('%s (%s)', (_, kind, state, event, becomes, changes) => {
    const facts = { ...unknownRecord, state, last: { code: 1500, message: 'Internal error' }, ...changes };
    const after = step(kind, facts, event);
    if (typeof becomes === 'string') expect(told(after)).toBe(becomes);
    else expect(after.state).toEqual(becomes);
  });

  it.each<[string, Facts['state'], RecordEvent, string]>([
    [
      'hidden',
      inDoubt,
      { ...found, fits: 'hidden' },
      'fields that tell it from another payment are hidden from the app',
    ],
    ['not looked up', conflict, notLooked, 'the app may not look it up'],
    ['not shown', { ...conflict, empty_looks_ms: [0, 1, 2, 3] }, notFound, 'perhaps the record was removed'],
  ])('that could not be compared says why: %s', (_, state, event, why) => {
    const facts = { ...unknownRecord, state, last: { code: 21270202, message: 'no' } };
    expect(allInEnglish(step('unique', facts, event).state)).toMatchObject({
      outcome: { status: 'exists_unchecked', message: expect.stringContaining(why) },
    });
  });

  it('that is settled stays as it is, whatever comes', () => {
    const done = step('unique', unknownRecord, answered({ kind: 'done', id: '7' }));
    for (const [, , , event] of table) expect(step('unique', done, event)).toBe(done);
  });

  it('keeps the time of its first call, however many follow, and none where no call was made', () => {
    const first = step('adds', unknownRecord, { kind: 'lost', called: { ourMs: 500, feishuMs: 500 } });
    const said = { code: 1500, message: '' };
    const second = step('adds', first, {
      kind: 'broke',
      alone: true,
      said,
      called: { ourMs: 900, feishuMs: 900 },
    });
    const third = step('adds', second, {
      kind: 'broke',
      alone: true,
      said,
      called: { ourMs: 400, feishuMs: 400 },
    });
    expect([first, second, third].map(({ called_ms }) => called_ms)).toEqual([500, 500, 400]);
    expect(step('adds', third, { kind: 'not_called' }).called_ms).toBeUndefined();
  });

  it.each<[string, Kind, RecordEvent]>([
    ['created', 'unique', found],
    ['removed', 'absence', { ...notFound, wasThere: true }],
  ])('that a look-up alone tells to be %s may be by another run, which is said', (status, kind, event) => {
    const facts = { ...unknownRecord, state: inDoubt, called_ms: 0 };
    expect(allInEnglish(step(kind, facts, event).state)).toMatchObject({
      outcome: { status, message: expect.stringContaining('by this job, or by another') },
    });
  });

  it('counts the calls that broke with it alone, and keeps the last code', () => {
    const once = step('unique', unknownRecord, {
      kind: 'broke',
      alone: true,
      said: { code: 1500, message: '' },
      called: { ourMs: 0, feishuMs: 0 },
    });
    const twice = step('unique', once, {
      kind: 'broke',
      alone: true,
      said: { code: 5000, message: '' },
      called: { ourMs: 0, feishuMs: 0 },
    });
    const among = step('unique', twice, {
      kind: 'broke',
      alone: false,
      said: { code: 1, message: '' },
      called: { ourMs: 0, feishuMs: 0 },
    });
    expect(among).toMatchObject({ broke_alone: 2, last: { code: 1 } });
  });
});

function step(kind: Kind, facts: Facts, event: RecordEvent): Facts {
  const [operation, record] = kinds[kind];
  return next(operation, { row: 2, rows: [2], record }, facts, event);
}

function told({ state }: Facts): string {
  if (state.at !== 'settled') return state.at;
  const { status, code } = state.outcome;
  return code === 0 ? status : `${status} ${code}`;
}
