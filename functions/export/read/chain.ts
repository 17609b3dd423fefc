// A chain: the reading of one window by its pages, one page after the other.

import type { BegunEntry } from '../../../shared/run/window.ts';
import { noPages, type PageTimes } from './page-times.ts';
import type { Piece } from './split-window.ts';
import type { Window } from './window.ts';

export interface Chain {
  readonly window: Window;
  /** Pages read in this invocation. */
  pages: number;
  /** How many pages the window was thought to have when it was cut from another; undefined where nothing was known. */
  readonly thoughtBefore: number | undefined;
  /** The same by what was seen since. */
  thoughtPages: number | undefined;
  /** The window was considered for a cut and is read on. */
  judged: boolean;
  times: PageTimes;
  /** Where an earlier invocation left the window. */
  readonly begun: BegunEntry | undefined;
  /** The window begins once more without its token, which Feishu has refused. */
  readonly again: boolean;
}

export interface Beginning {
  readonly begun?: BegunEntry;
  readonly again?: boolean;
}

export function chainOf({ window, thoughtPages }: Piece, { begun, again = false }: Beginning): Chain {
  return {
    window,
    pages: 0,
    thoughtBefore: thoughtPages,
    thoughtPages,
    judged: begun !== undefined,
    times: noPages,
    begun,
    again,
  };
}

/** Pages that are left; `unknown` where nothing says how many the window has. */
export function pagesLeft({ thoughtPages, pages }: Chain, unknown: number): number {
  return thoughtPages === undefined ? unknown : Math.max(0, thoughtPages - pages);
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
