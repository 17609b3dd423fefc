// Where a window that has more pages is cut, if at all. Windows are as large as they can be while enough of them are read side by
// side, because a cut costs calls:
//
// - the pages that were read of the window are read again;
// - each piece ends in a page that is not full;
// - two pieces both read the second that they share.

import type { PageTimes } from './page-times.ts';
import { piecesOf, type Window } from './window.ts';

export interface Outlook {
  /** How many windows must be in flight to use every slot. */
  readonly enough: number;
  /** How many other windows are read or wait to be read. */
  readonly others: number;
  /** How many pages the others are thought to have left. */
  readonly pagesOfOthers: number;
  /** How many others have shown no page and have no estimate. */
  readonly unprobed: number;
  /** How many pages this window was thought to have when it was cut from another; undefined where nothing was known. */
  readonly thoughtBefore: number | undefined;
  /** It was considered for a cut before, and is read on. */
  readonly judged: boolean;
  readonly nowSecond: number;
  readonly recordsPerPage: number;
}

export interface Piece {
  readonly window: Window;
  /** Undefined where nothing says how many pages it has. */
  readonly thoughtPages: number | undefined;
}

export interface WindowSplit {
  /** Empty: keep reading this window. */
  readonly pieces: readonly Piece[];
  readonly judged: boolean;
  /** Of the whole window; undefined where nothing says it. */
  readonly thoughtPages: number | undefined;
}

/** An estimate above this is not believed: the pages that were seen are no measure for the rest. */
const mostPages = 20_000;
const fewestPages = 2;
/** A window waits no longer than this for what others show: its pages are read again if it is cut then. */
const mostPagesUnjudged = 4;
/** Cut a piece again if it has at least this many times the pages predicted for it. */
const surprise = 2;
/** Records that Feishu lets one app create in a second: ten calls of 500. */
const mostPerSecond = 5000;
/** The length of the first doubling piece, in spans of the page that was seen. */
const firstSpans = 16;
const mostBlindParts = 16;
const mostBlindPages = 8;
/** Feishu People holds nothing older. */
const longAgo = Date.UTC(2015, 0, 1) / 1000;

export function splitWindow(window: Window, seen: PageTimes, outlook: Outlook): WindowSplit {
  if (seen.order === 'none') {
    const pieces = piecesAt(window, blindCuts(window, seen, outlook));
    return { pieces, judged: true, thoughtPages: undefined };
  }
  const measured = measure(window, seen, outlook);
  const known = measured.all <= mostPages;
  const thoughtPages = known ? measured.all : undefined;
  // Records of one second, as one call creates them, say nothing about how many follow. And the best size of pieces depends on
  // how much the other windows hold.
  const isEarly = seen.earliest === seen.latest || outlook.unprobed > 0;
  if (!outlook.judged && isEarly && seen.pages < mostPagesUnjudged)
    return { pieces: [], judged: false, thoughtPages };
  const cuts = outlook.judged ? lateCuts(measured, seen, outlook) : firstCuts(measured, outlook);
  const pieces = piecesAt(window, cuts);
  const each = known ? measured.all / Math.max(1, pieces.length) : undefined;
  return { pieces: pieces.map((piece) => ({ ...piece, thoughtPages: each })), judged: true, thoughtPages };
}

function piecesAt(window: Window, cuts: readonly number[]): readonly Piece[] {
  const seconds = new Set(cuts.map(Math.round).filter((cut) => cut > window.from && cut < window.to));
  if (seconds.size === 0) return [];
  const ordered = [...seconds].toSorted((a, b) => a - b);
  return piecesOf(window, ordered).map((piece) => ({ window: piece, thoughtPages: undefined }));
}

interface Measured {
  /** Where the records begin (far), how far reading came (near), and where the window ends, in the records' order. */
  readonly far: number;
  readonly near: number;
  readonly end: number;
  /** Seconds from the end of the page before to the end of the last page. */
  readonly span: number;
  readonly pagesPerSecond: number;
  /** Pages that are left, and all pages, if the rest is as dense as the last page. */
  readonly left: number;
  readonly all: number;
}

function measure(window: Window, seen: PageTimes, { nowSecond, recordsPerPage }: Outlook): Measured {
  const { earliest, latest, order, pages, sample, marks } = seen;
  const end = order === 'rising' ? endOf(window, nowSecond) : startOf(window);
  const [near, far] = order === 'rising' ? [latest, earliest] : [earliest, latest];
  const before = marks.at(-2);
  const span = before === undefined ? latest - earliest + 1 : Math.max(1, Math.abs(near - before));
  // A page within one second does not say how many more records that second has.
  const perSecond = span > 1 ? sample.length / span : Math.max(sample.length, mostPerSecond);
  const pagesPerSecond = perSecond / recordsPerPage;
  const left = Math.abs(end - near) * pagesPerSecond;
  return { far, near, end, span, pagesPerSecond, left, all: pages + left };
}

/** Pieces of the size at which a cut costs as many calls as it saves at the end, when too few windows are left. */
function firstCuts(measured: Measured, outlook: Outlook): readonly number[] {
  const { all, pagesPerSecond, near, far, end, span } = measured;
  const { enough, pagesOfOthers, thoughtBefore } = outlook;
  if (thoughtBefore !== undefined && all < thoughtBefore * surprise) return [];
  if (all > mostPages) return doubling(near, end, span);
  const pagesPerCut = 0.5 + pagesPerSecond;
  const everywhere = all + pagesOfOthers;
  const size = Math.sqrt((4 * everywhere * pagesPerCut) / enough);
  // At least the window's share of enough windows, however much a cut costs.
  const parts = Math.max(all / size, (enough * all) / everywhere);
  return evenly(far, end, Math.round(Math.min(parts, all / fewestPages)));
}

/** Cuts a window that was read on, only where slots would stay empty and only if it ends much sooner. */
function lateCuts(measured: Measured, { marks }: PageTimes, { enough, others }: Outlook): readonly number[] {
  const { all, left, near, end, span } = measured;
  const parts = Math.min(enough - others, Math.floor(all / fewestPages));
  const size = all / parts;
  if (parts < 2 || left < all / 2 || size > left / 2) return [];
  // Of the part that was read each page's end is known; of the rest only its density here.
  const ofRead = marks.filter((_, index) => (index + 1) % Math.ceil(size) === 0);
  const ofRest = left > mostPages ? doubling(near, end, span) : evenly(near, end, Math.ceil(left / size));
  return [...ofRead, near, ...ofRest];
}

function evenly(from: number, to: number, parts: number): readonly number[] {
  const inner = Array.from({ length: Math.max(0, parts - 1) }, (_, index) => (index + 1) / parts);
  return inner.map((share) => from + share * (to - from));
}

/** Each piece is twice as long as the one before, because the density of the page may end anywhere. */
function doubling(from: number, to: number, span: number): readonly number[] {
  const cuts: number[] = [];
  const all = Math.abs(to - from);
  for (let step = firstSpans * span, at = step; at < all; step *= 2, at += step)
    cuts.push(from + Math.sign(to - from) * at);
  return cuts;
}

/** Cuts at the times of the last page, taken as a sample of all; in even pieces where records show no time. */
function blindCuts(window: Window, { pages, sample }: PageTimes, outlook: Outlook): readonly number[] {
  const missing = outlook.enough - outlook.others;
  // After 1, 2, 4 and 8 pages: else a long window would begin again and again.
  if (missing < 2 || pages > mostBlindPages || !Number.isInteger(Math.log2(pages))) return [];
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
