// The random numbers of a virtual world. A draw is named, and does not depend on the order of draws with other names.

import { noise } from '../../local/sandbox/gateway/noise.ts';

export interface Draws {
  /** From 0 up to, but not including, 1. The nth draw of a name is the same for the same seed. */
  draw(name: string): number;
  between(name: string, min: number, max: number): number;
}

export function drawsOf(seed: number): Draws {
  const drawn = new Map<string, number>();
  const draw = (name: string) => {
    const n = (drawn.get(name) ?? 0) + 1;
    drawn.set(name, n);
    return noise(seed, name, n);
  };
  return { draw, between: (name, min, max) => min + draw(name) * (max - min) };
}
