// Where a window that has more pages is cut, if at all. A cut costs: what was read of the window is read again, each
// piece ends in a page that is not full, and the second that two pieces share is read by both. So windows are as large as
// can be while enough of them are read side by side.

import type { Seen } from './seen.ts';
import { pieces, type Window } from './window.ts';

export interface Outlook {
  /** How many windows have to be in flight to use every slot. */
  readonly enough: number;
  /** How many others are read or wait to be read, and how many pages they are thought to have still. */
  readonly others: number;
  readonly pagesOfOthers: number;
  readonly nowSecond: number;
  readonly recordsPerPage: number;
}

export interface Piece {
  readonly window: Window;
  /** Undefined where nothing says how many pages it has. */
  readonly thoughtPages: number | undefined;
}

export interface View {
  /** None: it is read on. */
  readonly pieces: readonly Piece[];
  /** Of the whole window. */
  readonly thoughtPages: number | undefined;
}

/** More than anybody holds: what was seen is no measure for the rest. */
const mostPages = 20_000;
const fewestPages = 2;
/** The first of the doubling pieces, in spans of the page that was seen. */
const firstSpans = 16;
const mostBlindParts = 16;
/** Feishu People is younger than that. */
const longAgo = Date.UTC(2015, 0, 1) / 1000;

export function view(window: Window, seen: Seen, outlook: Outlook): View {
  if (seen.order === 'none')
    return { pieces: piecesAt(window, blindCuts(window, seen, outlook)), thoughtPages: undefined };
  const measured = measure(window, seen, outlook);
  if (measured.all > mostPages) {
    const cuts = seen.pages === 1 ? doubling(measured) : [];
    return { pieces: piecesAt(window, cuts), thoughtPages: undefined };
  }
  const parts = seen.pages === 1 ? partsOf(measured, outlook) : lateParts(measured, outlook);
  const found = piecesAt(window, evenly(measured.far, measured.end, parts));
  const each = measured.all / Math.max(1, found.length);
  return {
    pieces: found.map((piece) => ({ ...piece, thoughtPages: each })),
    thoughtPages: measured.all,
  };
}

function piecesAt(window: Window, cuts: readonly number[]): readonly Piece[] {
  const seconds = new Set(cuts.map(Math.round).filter((cut) => cut > window.from && cut < window.to));
  if (seconds.size === 0) return [];
  const ordered = [...seconds].toSorted((a, b) => a - b);
  return pieces(window, ordered).map((piece) => ({ window: piece, thoughtPages: undefined }));
}

interface Measured {
  /** Where the records begin, in their order; where the window ends, in the same direction. */
  readonly far: number;
  readonly end: number;
  readonly span: number;
  readonly pagesPerSecond: number;
  /** Pages that are left, and all, if the rest is like what was seen. */
  readonly left: number;
  readonly all: number;
}

function measure(window: Window, seen: Seen, { nowSecond, recordsPerPage }: Outlook): Measured {
  const { earliest, latest, order, pages, records } = seen;
  const end = order === 'rising' ? endOf(window, nowSecond) : startOf(window);
  const [near, far] = order === 'rising' ? [latest, earliest] : [earliest, latest];
  const span = latest - earliest + 1;
  const pagesPerSecond = records / span / recordsPerPage;
  const left = Math.abs(end - near) * pagesPerSecond;
  return { far, end, span, pagesPerSecond, left, all: pages + left };
}

/** Of the size at which cutting costs as much as it saves at the end, when fewer windows are left than are enough. */
function partsOf({ all, pagesPerSecond }: Measured, { enough, pagesOfOthers }: Outlook): number {
  const pagesPerCut = 0.5 + pagesPerSecond;
  const size = Math.sqrt((4 * (all + pagesOfOthers) * pagesPerCut) / enough);
  return Math.round(all / Math.max(fewestPages, size));
}

/** Only where slots would stay empty, and only if it ends much sooner for it. */
function lateParts({ all, left }: Measured, { enough, others }: Outlook): number {
  const parts = Math.min(enough - others, Math.floor(all / fewestPages));
  return all / parts < left / 2 ? parts : 1;
}

function evenly(from: number, to: number, parts: number): readonly number[] {
  const inner = Array.from({ length: Math.max(0, parts - 1) }, (_, index) => (index + 1) / parts);
  return inner.map((share) => from + share * (to - from));
}

/** Nobody knows how far the density of the first page reaches: each piece is twice as long as the one before. */
function doubling({ far, end, span }: Measured): readonly number[] {
  const cuts: number[] = [];
  const all = Math.abs(end - far);
  for (let step = firstSpans * span, at = step; at < all; step *= 2, at += step)
    cuts.push(far + Math.sign(end - far) * at);
  return cuts;
}

/** By the times of the last page, taken for a sample of all; without times in even pieces. */
function blindCuts(window: Window, { pages, sample }: Seen, outlook: Outlook): readonly number[] {
  const missing = outlook.enough - outlook.others;
  // After 1, 2, 4, 8 … pages: else a long window would be begun again and again.
  if (missing < 2 || !Number.isInteger(Math.log2(pages))) return [];
  const parts = Math.min(missing, mostBlindParts);
  const [first, last] = [sample[0], sample.at(-1)];
  if (first !== undefined && last !== undefined && last - first >= parts)
    return Array.from(
      { length: parts - 1 },
      (_, index) => sample[Math.floor(((index + 1) * sample.length) / parts)] ?? first,
    );
  return evenly(startOf(window), endOf(window, outlook.nowSecond), mostBlindParts);
}

function startOf({ from }: Window): number {
  return from === -Infinity ? longAgo : from;
}

function endOf({ to }: Window, nowSecond: number): number {
  return to === Infinity ? nowSecond : to;
}
