// A chain: the reading of one window (a piece of time) by its pages, one page after the other.

import type { BegunEntry } from '../../../shared/run/window.ts';
import { noPages, type PageTimes } from './page-times.ts';
import type { Piece } from './split-window.ts';
import type { Window } from './window.ts';

export interface Chain {
  readonly window: Window;
  /** How many pages were read in this invocation. */
  pages: number;
  /** How many pages the window was thought to have when it was cut from another; undefined where nothing was known. */
  readonly thoughtBefore: number | undefined;
  /** How many pages the window is thought to have by what was seen since; undefined where nothing is known. */
  thoughtPages: number | undefined;
  /** The window was considered for a cut, or begun by an earlier invocation, and is read on. */
  judged: boolean;
  times: PageTimes;
  /** What an earlier invocation left of the window; undefined where none did. */
  readonly begun: BegunEntry | undefined;
  /** The window is read once more from its beginning, because Feishu has refused a page token. */
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

/** How many pages are thought to be left; `unknown` where nothing says how many the window has. */
export function pagesLeft({ thoughtPages, pages }: Chain, unknown: number): number {
  return thoughtPages === undefined ? unknown : Math.max(0, thoughtPages - pages);
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
