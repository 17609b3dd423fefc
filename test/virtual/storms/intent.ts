// What a storm means to do: jobs, and for each row what may be told of it at the end.

import {
  aBonus,
  aBonusChange,
  anAllowance,
  anAllowanceChange,
  items,
  person,
} from '../../../local/sandbox/test/payments.ts';
import { must } from '../../../shared/errors.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { Chance } from '../../chaos/chance.ts';
import type { StoredRecord } from '../feishu/virtual-feishu.ts';

export interface Row {
  /** The `unique_id` of a create, the `id` of another row. */
  readonly name: string;
  readonly record: object;
  /** The only status that may be told where nobody stops the job. */
  readonly status: string;
  /** The amount that Feishu holds if the row is done; undefined: nothing of it. */
  readonly amount: string | undefined;
}

export interface Job {
  readonly operation: string;
  readonly rows: readonly Row[];
}

/** Of what Feishu holds already. Each is changed, removed or repeated by one row at most. */
export interface Before {
  readonly bonuses: StoredRecord[];
  readonly allowances: StoredRecord[];
}

const regulars = 30;
const regular = (n: number) => person((n % regulars) + 1).people_corehr_id;
const bonusOf = (unique_id: string, amount: string, changes: object = {}) => {
  const [detail] = Object.values(aBonus()['details'] ?? {});
  return aBonus({
    unique_id,
    total_amount: amount,
    details: [{ ...detail, issuance_amount: amount }],
    ...changes,
  });
};

/** The bonuses and allowances that are paid before the storm. */
export function paidBefore(): readonly Job[] {
  const names = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `${kind}-old-${n}`);
  const bonuses = names('bonus', 12).map((name, n) => ({
    name,
    record: bonusOf(name, '2000.00', { user_id: regular(n) }),
    status: 'created',
    amount: '2000.00',
  }));
  const allowances = names('allowance', 6).map((name, n) => ({
    name,
    // Nobody has two allowances of one item at a time: the storm's own are of later people.
    record: anAllowance({ unique_id: name, user_id: regular(n) }),
    status: 'created',
    amount: '1500.00',
  }));
  return [
    { operation: 'lump_sum_payment.batch_create', rows: bonuses },
    { operation: 'recurring_payment.batch_create', rows: allowances },
  ];
}

export function drawJobs(chance: Chance, before: Before): readonly Job[] {
  const kinds = chance.shuffled(Object.keys(makers)).slice(0, chance.whole(1, 3));
  return kinds.map((operation, n) => {
    const make = must(makers[operation], operation);
    const count = chance.whole(1, 8);
    return { operation, rows: Array.from({ length: count }, (_, row) => make(chance, before, n * 10 + row)) };
  });
}

type Maker = (chance: Chance, before: Before, n: number) => Row;

const makers: Readonly<Record<string, Maker>> = {
  'lump_sum_payment.batch_create': aCreate,
  'recurring_payment.batch_create': aRecurringCreate,
  'lump_sum_payment.batch_update': anUpdate,
  'recurring_payment.batch_update': aRecurringUpdate,
  'lump_sum_payment.batch_remove': aBonusRemove,
  'recurring_payment.batch_remove': (chance, { allowances }) => aRemove(chance, allowances, '7600'),
};

function aCreate(chance: Chance, { bonuses }: Before, n: number): Row {
  const name = `bonus-${n}`;
  const amount = `${chance.whole(1, 9000)}.00`;
  const user_id = regular(n);
  const nothing = { name, amount: undefined };
  const old = chance.in(0.2) ? bonuses.pop() : undefined;
  if (old) {
    const is = String(old.unique_id);
    const same = chance.in(0.5);
    const { total_amount: paid, user_id: paidTo } = old;
    const repeated = bonusOf(is, same ? String(paid) : '7.00', { user_id: String(paidTo) });
    return {
      name: is,
      record: repeated,
      status: same ? 'already_exists' : 'conflict',
      amount: String(paid),
    };
  }
  if (chance.in(0.1))
    return { ...nothing, record: bonusOf(name, amount, { total_amount: 'x' }), status: 'rejected' };
  if (chance.in(0.1))
    return { ...nothing, record: bonusOf(name, amount, { item_id: items.closed }), status: 'refused' };
  return { name, record: bonusOf(name, amount, { user_id }), status: 'created', amount };
}

function aRecurringCreate(chance: Chance, _: Before, n: number): Row {
  const name = `allowance-${n}`;
  const amount = `${chance.whole(1, 900)}.00`;
  const record = anAllowance({ unique_id: name, user_id: regular(6 + (n % 24)), each_amount: amount });
  return { name, record, status: 'created', amount };
}

/** An id that nobody has; never two rows with the same. */
function unknownId(chance: Chance, digits: string): string {
  const key = 900_000 + chance.whole(0, 90_000);
  return `${digits}${String(key).padStart(14, '0')}${1 + (key % 9)}`;
}

function anUpdate(chance: Chance, { bonuses }: Before): Row {
  const old = bonuses.pop();
  if (!old) return unknownUpdate(chance);
  const [detail] = Object.values(old['details'] ?? {});
  const amount = `${chance.whole(1, 1999)}.00`;
  const record = aBonusChange(
    old.id,
    detailId(detail),
    { total_amount: amount },
    { issuance_amount: amount },
  );
  return { name: old.id, record, status: 'updated', amount };
}

function unknownUpdate(chance: Chance): Row {
  const id = unknownId(chance, '7400');
  return { name: id, record: aBonusChange(id, '7500000000000000011'), status: 'refused', amount: undefined };
}

function aRecurringUpdate(chance: Chance, { allowances }: Before): Row {
  const old = allowances.pop();
  const id = old?.id ?? unknownId(chance, '7600');
  const amount = `${chance.whole(1, 1499)}.00`;
  const record = anAllowanceChange(id, { each_amount: amount });
  return { name: id, record, status: old ? 'updated' : 'refused', amount: old && amount };
}

/** Each reason is a batch of its own. */
function aBonusRemove(chance: Chance, { bonuses }: Before): Row {
  const row = aRemove(chance, bonuses, '7400');
  return { ...row, record: { ...row.record, reason: chance.pick(['left', 'paid twice', 'a mistake']) } };
}

function aRemove(chance: Chance, held: StoredRecord[], digits: string): Row {
  const old = held.pop();
  const id = old?.id ?? unknownId(chance, digits);
  return { name: id, record: { id }, status: old ? 'removed' : 'refused', amount: undefined };
}

function detailId(detail: unknown): string {
  const found: JsonObject = Object(detail);
  return String(found['id']);
}
