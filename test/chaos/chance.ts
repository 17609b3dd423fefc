// Random draws from a seed: the same seed draws the same story and the same faults on every machine.

export interface Chance {
  /** An integer from min to max, both included. */
  whole(min: number, max: number): number;
  /** True in this share of the draws, 0–1. */
  in(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Draws a value by its weight. */
  weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** An independent source, derived from the seed and the name. Draws from it do not shift the draws of any other source. */
  branch(name: string): Chance;
}

export function chanceOf(seed: number | string): Chance {
  let state = hashOf(String(seed));

  /** At least 0 and below 1. The algorithm is "mulberry32". */
  function draw(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const whole = (min: number, max: number) => min + Math.floor(draw() * (max - min + 1));
  function pick<T>(list: readonly T[]): T {
    const picked = list[whole(0, list.length - 1)];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  }
  return {
    whole,
    in: (share) => draw() < share,
    pick,
    weighted(list) {
      let left = draw() * list.reduce((sum, [weight]) => sum + weight, 0);
      const found = list.find(([weight]) => (left -= weight) < 0) ?? list.at(-1);
      if (!found) throw new Error('there is nothing to pick from');
      return found[1];
    },
    shuffled: (list) =>
      list
        .map((value) => ({ value, at: draw() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ value }) => value),
    branch: (name) => chanceOf(`${seed}/${name}`),
  };
}

/** The hash is FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
