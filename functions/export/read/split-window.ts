// Decides where a window (a piece of time) that has more pages is cut into pieces, if at all. Windows are as large as they
// can be while enough of them are read side by side, because a cut costs calls:
//
// - the pages that were read of the window are read again;
// - each piece usually ends in a page that is not full;
// - two pieces both read the second that they share.

import type { PageTimes } from './page-times.ts';
import { piecesOf, type Window } from './window.ts';

export interface Outlook {
  /** How many windows must be in flight to use every slot. */
  readonly enough: number;
  /** How many other windows are read or wait to be read. */
  readonly others: number;
  /** How many pages the others are thought to have left, all together; others without an estimate count as none. */
  readonly pagesOfOthers: number;
  /** How many others have shown no page and have no estimate. */
  readonly unprobed: number;
  /** How many pages this window was thought to have when it was cut from another; undefined where nothing was known. */
  readonly thoughtBefore: number | undefined;
  /** It was considered for a cut before, or begun by an earlier invocation, and is read on. */
  readonly judged: boolean;
  /** By Feishu's clock, in epoch seconds. */
  readonly nowSecond: number;
  readonly recordsPerPage: number;
}

export interface Piece {
  readonly window: Window;
  /** How many pages it is thought to have; undefined where nothing says it. */
  readonly thoughtPages: number | undefined;
}

export interface WindowSplit {
  /** Empty where this window is read on. */
  readonly pieces: readonly Piece[];
  readonly judged: boolean;
  /** How many pages the whole window is thought to have; undefined where nothing says it. */
  readonly thoughtPages: number | undefined;
}

/** An estimate above this is not believed: the pages that were seen are no measure for the rest. */
const mostPages = 20_000;
const fewestPages = 2;
/** After so many pages a window is judged, even where it is too early to tell: its pages are read again if it is cut. */
const mostPagesUnjudged = 4;
/** At its first judgement a piece is cut again only if it has at least so many times the pages that it was thought to have. */
const surprise = 2;
/** Records that Feishu lets one app create in a second: ten calls of 500. */
const mostPerSecond = 5000;
/** The length of the first piece of `doubling`, in spans (`span`) of the last page. */
const firstSpans = 16;
const mostBlindParts = 16;
const mostBlindPages = 8;
/** Where a window without a beginning is taken to begin: Feishu People holds nothing older. */
const longAgo = Date.UTC(2015, 0, 1) / 1000;

export function splitWindow(window: Window, seen: PageTimes, outlook: Outlook): WindowSplit {
  if (seen.order === 'none') {
    const pieces = piecesAt(window, blindCuts(window, seen, outlook));
    return { pieces, judged: true, thoughtPages: undefined };
  }
  const measured = measure(window, seen, outlook);
  const known = measured.all <= mostPages;
  const thoughtPages = known ? measured.all : undefined;
  // Too early to cut. Records of one second, as one call creates them, say nothing about how many follow. Or another window
  // has shown no page yet, and the best size of pieces depends on how much the others hold.
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
  /**
   * In the records' order, in epoch seconds: where the records begin (far), how far reading came (near), and where the window
   * ends.
   */
  readonly far: number;
  readonly near: number;
  readonly end: number;
  /**
   * Seconds that the last page takes: from the end of the page before, or of the first page from its own beginning. At least
   * 1.
   */
  readonly span: number;
  readonly pagesPerSecond: number;
  /** How many pages are left, and how many there are in all, if the rest is as dense as the last page. */
  readonly left: number;
  readonly all: number;
}

function measure(window: Window, seen: PageTimes, { nowSecond, recordsPerPage }: Outlook): Measured {
  const { earliest, latest, order, pages, sample, marks } = seen;
  const end = order === 'rising' ? endOf(window, nowSecond) : startOf(window);
  const [near, far] = order === 'rising' ? [latest, earliest] : [earliest, latest];
  const before = marks.at(-2);
  const span = before === undefined ? latest - earliest + 1 : Math.max(1, Math.abs(near - before));
  // A page within one second does not say how many more records that second has, so as many as may be are supposed.
  const perSecond = span > 1 ? sample.length / span : Math.max(sample.length, mostPerSecond);
  const pagesPerSecond = perSecond / recordsPerPage;
  const left = Math.abs(end - near) * pagesPerSecond;
  return { far, near, end, span, pagesPerSecond, left, all: pages + left };
}

/**
 * Cuts a window at its first judgement, into pieces of the size at which a cut costs as many calls as it saves at the end,
 * when too few windows are left. Where more than `mostPages` are estimated, each piece is twice as long as the one before.
 */
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

/** Cuts into pieces each twice as long as the one before, because the density of the page may end anywhere. */
function doubling(from: number, to: number, span: number): readonly number[] {
  const cuts: number[] = [];
  const all = Math.abs(to - from);
  for (let step = firstSpans * span, at = step; at < all; step *= 2, at += step)
    cuts.push(from + Math.sign(to - from) * at);
  return cuts;
}

/**
 * Cuts a window without an order at the times of the last page, taken as a sample of all, or into even pieces where these are
 * too few or too close.
 */
function blindCuts(window: Window, { pages, sample }: PageTimes, outlook: Outlook): readonly number[] {
  const missing = outlook.enough - outlook.others;
  // Only after 1, 2, 4 and 8 pages: else a long window would begin again and again.
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
