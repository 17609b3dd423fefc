// Ten thousand random histories of one record through `next` alone. The oracle is a ledger of what Feishu did: it knows what
// was there before, what another run has created meanwhile and which calls took effect, and knows nothing of states.

import { describe, expect, it } from 'vitest';

import { chanceOf, type Chance } from '../../../test/chaos/chance.ts';
import { inEnglish } from '../../../test/in-english.ts';
import { aBonus, aBonusUpdate, aDetail, anAllowance, aRemoval } from '../../../test/records.ts';
import { lumpSumCreate } from '../../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumRemove } from '../../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../../shared/feishu/operations/lump-sum-update.ts';
import { recurringCreate } from '../../../shared/feishu/operations/recurring-create.ts';
import type { RecordVerdict } from '../../../shared/feishu/results.ts';
import { unknownRecord } from '../../../shared/job/record-state.ts';
import type { RecordEvent } from './event.ts';
import { next, type Facts } from './next.ts';

const kinds = {
  unique: [lumpSumCreate, aBonus()],
  overlap: [recurringCreate, anAllowance()],
  rewrite: [lumpSumUpdate, aBonusUpdate()],
  adds: [lumpSumUpdate, aBonusUpdate({ details: [aDetail()] })],
  absence: [lumpSumRemove, aRemoval({ id: '1' })],
} as const;
type Kind = keyof typeof kinds;

const lookAgainMs = 60_000;
/** As functions/deliver/send/poison-record.ts, where other calls of the job were answered. */
const poisonAfter = 3;
const mostSteps = 200;

type Held = 'nothing' | 'as wanted' | 'otherwise';

/** Feishu, as far as one record goes: what it held at first, and how often a call of ours took effect. */
class Ledger {
  readonly kind: Kind;
  readonly atFirst: Held;
  held: Held;
  effects = 0;
  /** When it was created; before all time where it was there at first. */
  createdMs = -Infinity;
  isByAnother = false;
  #lateMs: number[] = [];

  constructor(kind: Kind, atFirst: Held) {
    this.kind = kind;
    this.atFirst = atFirst;
    this.held = atFirst;
  }

  get isCreate(): boolean {
    return this.kind === 'unique' || this.kind === 'overlap';
  }

  /** A call takes effect wherever no rule of Feishu's is sure to keep it from that. */
  arrive(nowMs: number): RecordVerdict {
    const isThere = this.held !== 'nothing';
    const isRefused = this.isCreate
      ? isThere && (this.kind === 'unique' || this.atFirst !== 'nothing')
      : !isThere;
    if (isRefused) return { kind: 'refused', code: this.isCreate ? 21270202 : 21270201, message: 'no' };
    this.effects += 1;
    if (!isThere) this.createdMs = nowMs;
    this.held = this.kind === 'absence' ? 'nothing' : 'as wanted';
    return { kind: 'done', id: '7' };
  }

  /** Another run creates the same. */
  anotherArrives(nowMs: number): void {
    if (this.kind !== 'unique' || this.held !== 'nothing') return;
    [this.held, this.isByAnother, this.createdMs] = ['as wanted', true, nowMs];
  }

  arriveLater(atMs: number): void {
    this.#lateMs.push(atMs);
  }

  passTo(nowMs: number): void {
    const due = this.#lateMs.filter((ms) => ms <= nowMs);
    this.#lateMs = this.#lateMs.filter((ms) => ms > nowMs);
    for (const ms of due) this.arrive(ms);
  }
}

interface History {
  readonly ledger: Ledger;
  readonly mayLook: boolean;
  readonly facts: Facts;
  readonly told: readonly string[];
}

function live(chance: Chance): History {
  const kind = chance.pick(['unique', 'overlap', 'rewrite', 'adds', 'absence'] as const);
  const [operation, record] = kinds[kind];
  const ledger = new Ledger(kind, chance.pick(['nothing', 'as wanted', 'otherwise'] as const));
  const mayLook = chance.in(0.85);
  const isPoison = chance.in(0.1);
  const stopAt = chance.in(0.3) ? chance.whole(0, 6) : Infinity;
  const needsImage = operation.recovery.needsBeforeImage(record);
  const told: string[] = [];
  let [nowMs, facts]: [number, Facts] = [0, unknownRecord];

  function happens(event: RecordEvent): void {
    facts = next(operation, { row: 2, rows: [2], record }, facts, event);
    told.push(`${nowMs} ${JSON.stringify(event)} -> ${JSON.stringify(facts.state)}`);
  }

  function call(): void {
    const alone = chance.in(0.5);
    const what = isPoison
      ? 'breaks'
      : chance.pick(['is answered', 'is answered', 'breaks', 'breaks after', 'arrives late', 'is not made']);
    const ends: RecordEvent = chance.in(0.2)
      ? { kind: 'lost', called: { ourMs: nowMs, feishuMs: nowMs } }
      : {
          kind: 'broke',
          alone,
          said: { code: 1500, message: '' },
          called: { ourMs: nowMs, feishuMs: nowMs },
        };
    switch (what) {
      case 'is answered': {
        const another: RecordVerdict = { kind: 'refused', code: 21270223, message: 'has left' };
        const verdict = chance.in(0.1) ? another : ledger.arrive(nowMs);
        const bent: RecordVerdict = { kind: 'no_result', unread: { field: 'f', why: 'bent' } };
        return happens({
          kind: 'answered',
          verdict: chance.in(0.1) ? bent : verdict,
          called: { ourMs: nowMs, feishuMs: nowMs },
        });
      }
      case 'is not made':
        return happens({ kind: 'lost', called: { ourMs: nowMs, feishuMs: nowMs } });
      case 'breaks after':
        ledger.arrive(nowMs);
        break;
      case 'arrives late':
        ledger.arriveLater(nowMs + chance.whole(1, lookAgainMs - 1));
        break;
      case 'breaks':
    }
    happens(ends);
  }

  function look(): void {
    const at = { nowMs, apartMs: lookAgainMs, isPoison: facts.broke_alone >= poisonAfter };
    const { held, atFirst, effects } = ledger;
    if (!mayLook) return happens({ kind: 'not_looked', why: 'no_scope', isPoison: at.isPoison });
    if (held === 'nothing')
      return happens({ kind: 'not_found', ...at, wasThere: needsImage ? atFirst !== 'nothing' : undefined });
    happens({
      kind: 'found',
      ...at,
      fits: held === 'as wanted' ? 'same' : 'other',
      id: '7',
      age: ledger.createdMs >= (facts.called_ms ?? 0) ? 'young' : 'old',
      isAsBefore: held === atFirst && effects === 0,
    });
  }

  const image = { nothing: 'absent', 'as wanted': 'done', otherwise: 'not_done' } as const;
  // The invocation may die after it took the image and before it compared with it.
  if (chance.in(0.1)) happens({ kind: 'lost', called: { ourMs: 0, feishuMs: 0 } });
  if (needsImage && mayLook) happens({ kind: 'image', shows: image[ledger.atFirst] });
  for (let step = 0; step < mostSteps && facts.state.at !== 'settled'; step += 1) {
    const { state } = facts;
    nowMs += chance.whole(0, 5000);
    // As deliver: a record that was looked up and not found is looked up again LOOK_AGAIN_MS later.
    if (state.at !== 'unsent')
      nowMs = Math.max(nowMs, (state.empty_looks_ms.at(-1) ?? -Infinity) + lookAgainMs);
    ledger.passTo(nowMs);
    if (chance.in(0.05)) ledger.anotherArrives(nowMs);
    if (state.at !== 'unsent') look();
    else if (step >= stopAt) happens({ kind: 'stopped' });
    else call();
  }
  ledger.passTo(Infinity);
  return { ledger, mayLook, facts, told };
}

/** Undefined: the outcome is true. */
function whatIsFalse({ ledger, mayLook, facts: { state, called_ms } }: History): string | undefined {
  const { kind, atFirst, effects, held, isByAnother, createdMs } = ledger;
  if (state.at !== 'settled') return 'it has no outcome';
  if (effects > 1 && kind !== 'rewrite') return 'a call took effect twice';
  const { status, message } = state.outcome;
  switch (status) {
    case 'created':
      if (isByAnother && inEnglish(message).includes('or by another') && createdMs >= (called_ms ?? Infinity))
        return undefined;
      return effects === 1 && atFirst === 'nothing' ? undefined : 'it is not of this job';
    case 'updated':
      // An update whose details have ids may be written twice, or by somebody else: the record is as it was to become.
      return held === 'as wanted' && (kind === 'rewrite' || effects === 1)
        ? undefined
        : 'it is not written once';
    case 'removed':
      return effects === 1 ? undefined : 'nothing was removed';
    case 'already_exists':
      return effects === 0 && (isByAnother || atFirst === 'as wanted')
        ? undefined
        : 'it was not there before';
    case 'conflict':
      return effects === 0 && atFirst === 'otherwise' ? undefined : 'it is as it was to become';
    case 'exists_unchecked':
      return held !== 'nothing' && !mayLook ? undefined : 'it could have been compared';
    case 'unknown':
      return mayLook ? 'it could have been found out' : undefined;
    case 'refused':
    case 'unsent':
      return effects === 0 ? undefined : 'a call took effect';
    case 'rejected':
      return 'it was sent';
  }
}

describe('ten thousand random histories of a record', () => {
  it.each(Array.from({ length: 10 }, (_, thousand) => thousand))(
    'thousand %i ends in the truth',
    (thousand) => {
      const ends = new Map<string, number>();
      for (let seed = thousand * 1000; seed < (thousand + 1) * 1000; seed += 1) {
        const history = live(chanceOf(seed));
        expect(whatIsFalse(history), `seed ${seed}\n${history.told.join('\n')}`).toBeUndefined();
        const { state } = history.facts;
        const end = `${history.ledger.kind} ${state.at === 'settled' ? state.outcome.status : state.at}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
      // Every kind of operation ends in each of its ways.
      expect(ends.size).toBeGreaterThan(20);
    },
  );
});
