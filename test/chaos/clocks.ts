// The clocks of the machines that run the functions: they differ by a little, and may jump.

import type { Chance } from './chance.ts';

export interface Clocks {
  /** The clock error of a new environment of function `fn`: one float64, in milliseconds. */
  errorOf(fn: string): SharedArrayBuffer;
  /** From here on each clock is wrong by at most `skewMs`, in either direction. Environments that run already are set too. */
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
