// What becomes of a record: its state and an event make the next state. Sending and looking up only tell events; no file
// beside this one changes a state. Its table is in next.test.ts, and docs/architecture.md has the picture.

import type { WriteOperation } from '../../../shared/feishu/operation.ts';
import type { BatchLine } from '../../../shared/job/batch.ts';
import type { Outcome, Status } from '../../../shared/job/outcomes.ts';
import {
  isSurelyUnsent,
  neverSent,
  type KnownRecord,
  type LastSaid,
  type RecordState,
} from '../../../shared/job/record-state.ts';
import { say } from '../../../shared/words/say.ts';
import type { WhyUnchecked } from '../../../shared/words/outcome.ts';
import type { Age, ImageShows, LookedAt, Moment, RecordEvent } from './event.ts';

export type Facts = Omit<KnownRecord, 'part' | 'look_part'>;

const mostEmptyLooks = 5;
const looksToRelyOn = 2;

export function next(operation: WriteOperation, line: BatchLine, facts: Facts, event: RecordEvent): Facts {
  const { state } = facts;
  if (state.at === 'settled') return facts;
  const of: Unsettled = { operation, line, facts, state };
  switch (event.kind) {
    case 'not_called':
      return { ...to(of, neverSent), called_ms: undefined, called_our_ms: undefined };
    case 'image':
      return imageSeen(of, event.shows);
    case 'answered':
      return answered(of, event);
    case 'refused':
      return refused(of, event.said);
    case 'broke':
      return broke(of, event);
    case 'lost':
      return { ...to(of, inDoubt), ...firstCall(of, event.called) };
    case 'found':
      return found(of, event);
    case 'not_found':
      return notFound(of, event);
    case 'not_looked':
      return notLooked(of, event);
    case 'stopped':
      return stopped(of);
  }
}

interface Unsettled {
  readonly operation: WriteOperation;
  readonly line: BatchLine;
  readonly facts: Facts;
  readonly state: Exclude<RecordState, { at: 'settled' }>;
}

const inDoubt: RecordState = { at: 'in_doubt', empty_looks_ms: [] };

function to({ facts }: Unsettled, state: RecordState): Facts {
  return { ...facts, state };
}

interface Verdict {
  readonly status: Status;
  readonly code?: number;
  readonly message?: Outcome['message'];
  readonly id?: string | undefined;
}

function settled(of: Unsettled, { status, code = 0, message = '', id }: Verdict): Facts {
  const { identity } = of.operation;
  const { row, rows, record } = of.line;
  const named = record[identity];
  const own = typeof named === 'string' ? named : '';
  const names =
    identity === 'unique_id' ? { unique_id: own, ...(id === undefined ? {} : { id }) } : { id: own };
  return to(of, { at: 'settled', outcome: { row, rows: [...rows], ...names, status, code, message } });
}

/**
 * A detail without an id would be added a second time, so an update that finds its record as it was to become is not sent. A record
 * in doubt was not sent either: of an invocation that died after it took the image.
 */
function imageSeen(of: Unsettled, shows: ImageShows): Facts {
  const { kind } = of.operation.recovery;
  if (kind === 'absence') return shows === 'absent' ? settled(of, wasNotThere(of)) : of.facts;
  if (kind !== 'rewrite' || !needsBeforeImage(of)) return of.facts;
  if (shows === 'done') return settled(of, { status: 'already_exists' });
  if (shows !== 'perhaps_done') return of.facts;
  return settled(of, { status: 'exists_unchecked', message: say('outcome.done_as_far_as_shown') });
}

/** The earliest of all: an earlier call may land late. */
function firstCall({ facts }: Unsettled, { feishuMs, ourMs }: Moment) {
  return {
    called_ms: Math.min(facts.called_ms ?? feishuMs, feishuMs),
    called_our_ms: Math.min(facts.called_our_ms ?? ourMs, ourMs),
  };
}

function answered(of: Unsettled, event: Extract<RecordEvent, { kind: 'answered' }>): Facts {
  const { verdict, logId } = event;
  switch (verdict.kind) {
    case 'done':
      return settled(of, { status: of.operation.done, id: verdict.id });
    case 'no_result': {
      const last = { code: 0, message: '', log_id: logId, field: verdict.unread.field };
      return { ...of.facts, state: inDoubt, last, ...firstCall(of, event.called) };
    }
    case 'refused':
    case 'unknown_code': {
      const { code, message } = verdict;
      if (!isConflict(of, code)) return refused(of, { code, message, log_id: logId });
      const state = { at: 'conflict' as const, attempted: wasAttempted(of), empty_looks_ms: [] };
      return { ...of.facts, state, last: { code, message, log_id: logId } };
    }
  }
}

/** A refusal does not say what an earlier call has done that was not answered: the record is looked up first. */
function refused(before: Unsettled, last: LastSaid): Facts {
  const of = { ...before, facts: { ...before.facts, last } };
  const { state } = of;
  const { code, message } = last;
  if (state.at !== 'unsent' || isSurelyUnsent(state))
    return settled(of, { status: 'refused', code, message });
  const { not_looked: why } = state;
  if (why === undefined) return to(of, { at: 'in_doubt', empty_looks_ms: state.empty_looks_ms });
  const told = say('outcome.refused_after_doubt', { why, last });
  return settled(of, { status: 'unknown', code, message: told });
}

/**
 * True where the code says that the record is there already (for a remove: that it is not there), so that it is looked up.
 * The first conflict code of a create always says so. Any other (it may mean an overlap), and the code of a remove, say so
 * only where an earlier call may have been processed.
 */
function isConflict(of: Unsettled, code: number): boolean {
  const { kind, conflictCodes } = of.operation.recovery;
  if (!conflictCodes.includes(code)) return false;
  if (kind === 'absence') return wasAttempted(of);
  return wasAttempted(of) || code === conflictCodes[0];
}

function wasAttempted({ state }: Unsettled): boolean {
  return state.at === 'in_doubt' || state.attempted;
}

function broke(of: Unsettled, event: Extract<RecordEvent, { kind: 'broke' }>): Facts {
  const times = {
    broke: of.facts.broke + 1,
    broke_alone: of.facts.broke_alone + (event.alone ? 1 : 0),
  };
  return { state: inDoubt, ...times, last: event.said, ...firstCall(of, event.called) };
}

function found(of: Unsettled, look: Extract<RecordEvent, { kind: 'found' }>): Facts {
  const { operation } = of;
  const { fits, id } = look;
  switch (operation.recovery.kind) {
    case 'unique':
    case 'overlap':
      if (fits === 'other') return settled(of, { status: 'conflict', ...existsAlready(operation), id });
      if (fits === 'hidden') return settled(of, { ...unchecked(operation, 'hidden'), id });
      return settled(of, { ...createdOr(of, look.age), id });
    case 'rewrite':
      if (fits === 'same') return settled(of, { status: 'updated', message: say('outcome.updated_unseen') });
      if (needsBeforeImage(of) && !look.isAsBefore)
        return settled(of, { status: 'unknown', message: say('outcome.neither_before_nor_after') });
      return notYet(of, look, 'outcome.broke_and_is_not_updated');
    case 'absence':
      return notYet(of, look, 'outcome.broke_and_is_still_there');
  }
}

/**
 * A payment that Feishu created before our first call cannot be ours. Of a younger one the message says that another run may have
 * made it, because no answer shows who did. A payment without a time that can be read counts as made by our call: a payment of this
 * job must not be told as another's.
 */
function createdOr(of: Unsettled, age: Age): Verdict {
  if (!wasAttempted(of) || age === 'old') return { status: 'already_exists' };
  const message = age === 'unknown' ? say('outcome.age_unknown') : say('outcome.created_unseen');
  return { status: 'created', message };
}

type BrokeSentence =
  | 'outcome.broke_and_is_absent'
  | 'outcome.broke_and_is_not_updated'
  | 'outcome.broke_and_is_still_there';

/**
 * The record is there as if the call had not been processed. The call may still land after this look. A record that a second
 * call would change once more is sent again only after another look. A poisonous one is never sent again.
 */
function notYet(of: Unsettled, look: LookedAt, sentence: BrokeSentence): Facts {
  const looks = looksWith(of, look);
  const comesToTheSame = of.operation.recovery.kind === 'absence' || !needsBeforeImage(of);
  if (look.isPoison) return looks.surely ? settled(of, brokeEachCall(of, sentence)) : stays(of, looks);
  return looks.surely || comesToTheSame ? sendAgain(of, looks) : stays(of, looks);
}

function notFound(of: Unsettled, look: Extract<RecordEvent, { kind: 'not_found' }>): Facts {
  const { kind } = of.operation.recovery;
  const looks = looksWith(of, look);
  if (kind === 'absence') return settled(of, gone(of, look.wasThere));
  if (look.isPoison)
    return looks.surely ? settled(of, brokeEachCall(of, 'outcome.broke_and_is_absent')) : stays(of, looks);
  if (kind === 'rewrite') return sendAgain(of, looks);
  if (of.state.at === 'conflict')
    return looks.ms.length >= mostEmptyLooks ? settled(of, conflictWithNothing(of)) : stays(of, looks);
  return kind === 'unique' || looks.surely ? sendAgain(of, looks) : stays(of, looks);
}

interface EmptyLooks {
  readonly ms: number[];
  /** Enough of the looks were far enough apart to rely on. */
  readonly surely: boolean;
}

function looksWith({ state }: Unsettled, { nowMs, apartMs }: LookedAt): EmptyLooks {
  const ms = [...state.empty_looks_ms, nowMs];
  const apart = ms.filter((at, index) => index === 0 || at - (ms[index - 1] ?? 0) >= apartMs);
  return { ms, surely: apart.length >= looksToRelyOn };
}

function stays(of: Unsettled, looks: EmptyLooks): Facts {
  return to(of, { ...of.state, empty_looks_ms: looks.ms });
}

function sendAgain(of: Unsettled, { ms, surely }: EmptyLooks): Facts {
  return to(of, {
    at: 'unsent',
    attempted: wasAttempted(of),
    empty_looks_ms: ms,
    confirmed_absent: surely,
  });
}

function brokeEachCall({ facts }: Unsettled, sentence: BrokeSentence): Verdict {
  return { status: 'refused', code: facts.last.code, message: say(sentence, { calls: facts.broke_alone }) };
}

/**
 * Feishu says of the record that it is there, and no look finds it. Only the first conflict code is surely about this record.
 */
function conflictWithNothing({ operation, facts: { last } }: Unsettled): Verdict {
  return last.code === operation.recovery.conflictCodes[0]
    ? unchecked(operation, 'not_shown')
    : { status: 'refused', code: last.code, message: last.message };
}

function gone(of: Unsettled, wasThere: boolean | undefined): Verdict {
  if (wasThere === undefined) return { status: 'unknown', message: say('outcome.gone_perhaps_before') };
  return wasThere ? { status: 'removed', message: say('outcome.removed_unseen') } : wasNotThere(of);
}

function wasNotThere({ operation }: Unsettled): Verdict {
  const code = operation.recovery.conflictCodes[0] ?? 0;
  return { status: 'refused', code, message: say('outcome.was_not_there') };
}

function existsAlready({ recovery }: WriteOperation) {
  return { code: recovery.conflictCodes[0] ?? 0, message: say('outcome.exists_already') };
}

/** Feishu says that the record is there, and the app cannot see whether it is the same payment. */
function unchecked({ recovery }: WriteOperation, why: WhyUnchecked): Verdict {
  const code = recovery.conflictCodes[0] ?? 0;
  return { status: 'exists_unchecked', code, message: say('outcome.exists_unchecked', { why }) };
}

/**
 * A record that Feishu says is there already cannot be compared: `exists_unchecked`. One in doubt that can safely be sent
 * twice, and is not poisonous, is sent again. Any other is `unknown`.
 */
function notLooked(of: Unsettled, { why, isPoison }: Extract<RecordEvent, { kind: 'not_looked' }>): Facts {
  const { operation, facts, state } = of;
  const { kind, conflictCodes } = operation.recovery;
  const isSafe = kind === 'unique' || (kind === 'rewrite' && !needsBeforeImage(of));
  if (state.at === 'conflict' && kind !== 'absence' && facts.last.code === conflictCodes[0])
    return settled(of, unchecked(operation, why));
  if (state.at === 'in_doubt' && isSafe && !isPoison)
    return to(of, {
      at: 'unsent',
      attempted: true,
      empty_looks_ms: state.empty_looks_ms,
      confirmed_absent: false,
      not_looked: why,
    });
  const { code } = facts.last;
  const message = say('outcome.no_answer_no_look', { why, last: facts.last });
  return settled(of, { status: 'unknown', code, message });
}

/**
 * The job was stopped. A record that may have been processed counts as unsent only if looks long enough after the call did
 * not find it processed. Else it is in doubt again, or `unknown` where it cannot be looked up.
 */
function stopped(of: Unsettled): Facts {
  const { state } = of;
  if (state.at !== 'unsent') return of.facts;
  if (isSurelyUnsent(state))
    return settled(of, { status: 'unsent', message: say('outcome.stopped_before_sent') });
  if (state.not_looked === undefined) return to(of, { at: 'in_doubt', empty_looks_ms: state.empty_looks_ms });
  const { last } = of.facts;
  const message = say('outcome.no_answer_no_look_stopped', { why: state.not_looked, last });
  return settled(of, { status: 'unknown', code: last.code, message });
}

function needsBeforeImage({ operation, line }: Unsettled): boolean {
  return operation.recovery.needsBeforeImage(line.record);
}
