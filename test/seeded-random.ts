// Random numbers that a seed repeats.

export interface Random {
  between(min: number, max: number): number;
}

/** A linear congruential generator with the constants of Numerical Recipes: good enough to shuffle a test. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    between(min, max) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return min + (state / 2 ** 32) * (max - min);
    },
  };
}
