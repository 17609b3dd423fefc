import type { IAsyncProperty } from 'fast-check';

export interface Property {
  /** What always holds. */
  readonly name: string;
  readonly property: IAsyncProperty<unknown>;
  /** Of the usual number of runs, where one takes long. */
  readonly share?: number;
}

export function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
