// The clocks of the machines that functions run on: they differ by a little, and may jump.

import type { Chance } from './chance.ts';

export interface Clocks {
  /** For a new environment of that function. */
  errorOf(fn: string): SharedArrayBuffer;
  /** All that run differ by so much at most from here on. */
  set(skewMs: number, chance: Chance): void;
  jump(fn: string, byMs: number): void;
}

export function createClocks(): Clocks {
  const clocks: { readonly fn: string; readonly error: Float64Array }[] = [];
  let draw = () => 0;
  return {
    errorOf(fn) {
      const buffer = new SharedArrayBuffer(8);
      const error = new Float64Array(buffer);
      error[0] = draw();
      clocks.push({ fn, error });
      return buffer;
    },
    set(skewMs, chance) {
      draw = () => chance.whole(-skewMs, skewMs);
      for (const { error } of clocks) error[0] = draw();
    },
    jump(name, byMs) {
      for (const { fn, error } of clocks) if (fn === name) error[0] = (error[0] ?? 0) + byMs;
    },
  };
}
