import type { IAsyncProperty } from 'fast-check';

export interface Property {
  /** What always holds, as a sentence. */
  readonly name: string;
  readonly property: IAsyncProperty<unknown>;
  /** Multiplies the usual number of runs; below 1 for a slow property. Undefined: 1. */
  readonly share?: number;
}

export function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
