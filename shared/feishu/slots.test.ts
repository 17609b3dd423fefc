import { describe, expect, it } from 'vitest';

import { allSlots, besideLookUps, laneSlots, lookUpsOf, lookUpSlots } from './slots.ts';
import type { OwnsSlot } from './timetable.ts';

const count = 20 * 10 * 2;
const slots = Array.from({ length: count }, (_, slot) => slot);
const lanes = Array.from({ length: 20 }, (_, lane) => lane);
const owners = (owned: readonly OwnsSlot[]) => slots.map((slot) => owned.filter((owns) => owns(slot)).length);
const share = (owns: OwnsSlot) => slots.filter(owns).length / count;

describe('the slots of a write API', () => {
  it('belong to one lane each, in equal parts', () => {
    expect(new Set(owners(lanes.map((lane) => laneSlots(lane, 20))))).toEqual(new Set([1]));
    expect(lanes.map((lane) => share(laneSlots(lane, 20)))).toEqual(lanes.map(() => 0.05));
  });

  it('all belong to the only lane of an operation whose order counts', () => {
    expect(share(laneSlots(0, 1))).toBe(1);
  });
});

describe('the slots of a query API', () => {
  const create = lanes.map((lane) => lookUpSlots(lookUpsOf.creates, lane, 20));
  const update = lookUpSlots(lookUpsOf.updates, 0, 1);
  const remove = lookUpSlots(lookUpsOf.removes, 0, 1);

  it('belong to one owner each: the export, the lanes of creates, update or remove', () => {
    expect(new Set(owners([besideLookUps.owns, ...create, update, remove]))).toEqual(new Set([1]));
  });

  it('eight of ten are for the export, one is for creates, one for update and remove by turns', () => {
    expect(share(besideLookUps.owns)).toBe(besideLookUps.share);
    expect(besideLookUps.share).toBe(0.8);
    expect(create.map(share)).toEqual(lanes.map(() => 0.005));
    expect([update, remove].map(share)).toEqual([0.05, 0.05]);
  });

  it('are divided once more where updates have several lanes', () => {
    const updates = [0, 1].map((lane) => lookUpSlots(lookUpsOf.updates, lane, 2));
    expect(updates.map(share)).toEqual([0.025, 0.025]);
    expect(new Set(owners([...updates, remove, ...create, besideLookUps.owns]))).toEqual(new Set([1]));
  });

  it.each([
    [20, 20],
    [-1, 20],
    [0, 0],
    [0.5, 2],
    [Number.NaN, 20],
  ])('there is no lane %i of %i: it would wait for ever', (lane, of) => {
    expect(() => laneSlots(lane, of)).toThrow(RangeError);
    expect(() => lookUpSlots(lookUpsOf.creates, lane, of)).toThrow(RangeError);
  });

  it('all belong to the export where no lane looks anything up', () => {
    expect(share(allSlots.owns)).toBe(1);
  });
});
