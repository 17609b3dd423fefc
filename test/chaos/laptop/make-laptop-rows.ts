// The rows of a laptop's file: each name occurs once, and nearly all rows are good.

import type { Chance } from '../chance.ts';
import { aLumpSum } from '../make-content.ts';
import type { Flaw, Known, Row } from '../story.ts';

const badShare = 0.015;
const noRecordShare = 0.003;

/** A name of the story. Nothing else on the machine holds such a text. */
export const nameOnLaptop = (seed: number, n: number | 'later'): string => `laptop-${seed}-row-${n}`;

export function makeCreates(seed: number, size: number, chance: Chance): Row[] {
  return Array.from({ length: size }, (_, n): Row => {
    if (n > 0 && chance.in(noRecordShare)) return { does: 'nothing', text: nameOnLaptop(seed, n) };
    const flaw = flawOf(chance, ['way', 'date', 'sum', 'item', 'person']);
    return { does: 'create', uniqueId: nameOnLaptop(seed, n), content: aLumpSum(chance), ...flaw };
  });
}

export function makeKnown(seed: number, size: number, chance: Chance): Known[] {
  return Array.from({ length: size }, (_, n) => ({
    uniqueId: nameOnLaptop(seed, n),
    content: aLumpSum(chance),
    paid: false,
  }));
}

/** An update for each record: it keeps the stored details and adds one. A few updates name ids that Feishu does not have. */
export function makeUpdates(known: readonly Known[], chance: Chance): Row[] {
  return known.map(({ content }, target): Row => {
    if (content.resource !== 'lump_sum_payment') throw new Error('a laptop knows no recurring payments');
    const kept = content.parts.map((part, detail) => ({ ...part, detail }));
    const added = { cents: chance.whole(1, 9999), day: '2026-12-20' };
    const changed = { ...content, remark: `changed ${target}`, parts: [...kept, added] };
    if (chance.in(badShare / 3))
      return { does: 'update', target: `79991${String(target).padStart(12, '0')}71`, content: changed };
    return { does: 'update', target, content: changed, ...flawOf(chance, ['way', 'date', 'sum']) };
  });
}

/** A row that the rules reject. */
export function makeLater(seed: number, updates: boolean, chance: Chance): Row {
  const content = aLumpSum(chance);
  return updates
    ? { does: 'update', target: '7999200000000000000', content, flaw: 'way' }
    : { does: 'create', uniqueId: nameOnLaptop(seed, 'later'), content, flaw: 'way' };
}

function flawOf(chance: Chance, flaws: readonly Flaw[]): { flaw?: Flaw } {
  return chance.in(badShare) ? { flaw: chance.pick(flaws) } : {};
}
