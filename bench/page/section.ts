// A part's place on the page: what it says, and the plots that it shows.

import type { Results } from '../results.ts';
import type { Plot } from './plot.ts';

export interface Section {
  readonly markdown: string;
  /** By the name of their file in docs/. */
  readonly plots: Readonly<Record<string, Plot>>;
}

export type SectionOf = (results: Results) => Section;

interface Measured {
  readonly load: number;
  readonly quick: boolean;
}

/** Beside a figure of a machine that had more to do than it could: it is worse than it would have been alone. */
export function mark({ load, quick }: Measured, cores: number): string {
  return `${load > busy * cores ? ' \\*' : ''}${quick ? ' (a try)' : ''}`;
}

/** With this many processes for each core the others are in the way. The bench itself keeps both cores of two busy. */
export const busy = 2;
