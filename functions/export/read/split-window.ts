// Where a window that has more pages is cut, if at all. A cut costs: what was read of the window is read again, each
// piece ends in a page that is not full, and the second that two pieces share is read by both. So windows are as large as
// can be while enough of them are read side by side.

import type { PageTimes } from './page-times.ts';
import { piecesOf, type Window } from './window.ts';

export interface Outlook {
  /** How many windows have to be in flight to use every slot. */
  readonly enough: number;
  /** How many others are read or wait to be read, and how many pages they are thought to have still. */
  readonly others: number;
  readonly pagesOfOthers: number;
  /** Others of which nothing has been seen, nor can be thought. */
  readonly unprobed: number;
  /** How many pages this one was thought to have when it was cut from another. */
  readonly thoughtBefore: number | undefined;
  /** It was judged before, and read on. */
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
  /** None: it is read on. */
  readonly pieces: readonly Piece[];
  readonly judged: boolean;
  /** Of the whole window. */
  readonly thoughtPages: number | undefined;
}

/** More than anybody holds: what was seen is no measure for the rest. */
const mostPages = 20_000;
const fewestPages = 2;
/** A few pages more are read again then: no window waits longer for what others show. */
const mostPagesUnjudged = 4;
/** Larger than thought by so much, a piece is cut again. */
const surprise = 2;
/** Records that can be created in a second, in calls of 500, ten a second. */
const mostPerSecond = 5000;
/** The first of the doubling pieces, in spans of the page that was seen. */
const firstSpans = 16;
const mostBlindParts = 16;
const mostBlindPages = 8;
/** Feishu People is younger than that. */
const longAgo = Date.UTC(2015, 0, 1) / 1000;

export function splitWindow(window: Window, seen: PageTimes, outlook: Outlook): WindowSplit {
  if (seen.order === 'none') {
    const pieces = piecesAt(window, blindCuts(window, seen, outlook));
    return { pieces, judged: true, thoughtPages: undefined };
  }
  const measured = measure(window, seen, outlook);
  const known = measured.all <= mostPages;
  const thoughtPages = known ? measured.all : undefined;
  // Of records that were all created in one second, as by one call, nobody knows how many more there are; and how large
  // pieces may be depends on how much there is elsewhere.
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
  /** Where the records begin, how far reading came, and where the window ends, in their order. */
  readonly far: number;
  readonly near: number;
  readonly end: number;
  /** Of the last page, and of what is between it and the one before. */
  readonly span: number;
  readonly pagesPerSecond: number;
  /** Pages that are left, and all, if the rest is like the last page. */
  readonly left: number;
  readonly all: number;
}

function measure(window: Window, seen: PageTimes, { nowSecond, recordsPerPage }: Outlook): Measured {
  const { earliest, latest, order, pages, sample, marks } = seen;
  const end = order === 'rising' ? endOf(window, nowSecond) : startOf(window);
  const [near, far] = order === 'rising' ? [latest, earliest] : [earliest, latest];
  const before = marks.at(-2);
  const span = before === undefined ? latest - earliest + 1 : Math.max(1, Math.abs(near - before));
  // Of a page within one second nobody knows how much more of that second there is.
  const perSecond = span > 1 ? sample.length / span : Math.max(sample.length, mostPerSecond);
  const pagesPerSecond = perSecond / recordsPerPage;
  const left = Math.abs(end - near) * pagesPerSecond;
  return { far, near, end, span, pagesPerSecond, left, all: pages + left };
}

/** In pieces at which cutting costs as much as it saves at the end, when fewer windows are left than are enough. */
function firstCuts(measured: Measured, outlook: Outlook): readonly number[] {
  const { all, pagesPerSecond, near, far, end, span } = measured;
  const { enough, pagesOfOthers, thoughtBefore } = outlook;
  if (thoughtBefore !== undefined && all < thoughtBefore * surprise) return [];
  if (all > mostPages) return doubling(near, end, span);
  const pagesPerCut = 0.5 + pagesPerSecond;
  const everywhere = all + pagesOfOthers;
  const size = Math.sqrt((4 * everywhere * pagesPerCut) / enough);
  // But its share of enough, however dear a cut is.
  const parts = Math.max(all / size, (enough * all) / everywhere);
  return evenly(far, end, Math.round(Math.min(parts, all / fewestPages)));
}

/** Only where slots would stay empty, and only if it ends much sooner for it. */
function lateCuts(measured: Measured, { marks }: PageTimes, { enough, others }: Outlook): readonly number[] {
  const { all, left, near, end, span } = measured;
  const parts = Math.min(enough - others, Math.floor(all / fewestPages));
  const size = all / parts;
  if (parts < 2 || left < all / 2 || size > left / 2) return [];
  // What was read is known page by page; of the rest only how dense it is here.
  const ofRead = marks.filter((_, index) => (index + 1) % Math.ceil(size) === 0);
  const ofRest = left > mostPages ? doubling(near, end, span) : evenly(near, end, Math.ceil(left / size));
  return [...ofRead, near, ...ofRest];
}

function evenly(from: number, to: number, parts: number): readonly number[] {
  const inner = Array.from({ length: Math.max(0, parts - 1) }, (_, index) => (index + 1) / parts);
  return inner.map((share) => from + share * (to - from));
}

/** Nobody knows how far the density of the page reaches: each piece is twice as long as the one before. */
function doubling(from: number, to: number, span: number): readonly number[] {
  const cuts: number[] = [];
  const all = Math.abs(to - from);
  for (let step = firstSpans * span, at = step; at < all; step *= 2, at += step)
    cuts.push(from + Math.sign(to - from) * at);
  return cuts;
}

/** By the times of the last page, taken for a sample of all; without times in even pieces. */
function blindCuts(window: Window, { pages, sample }: PageTimes, outlook: Outlook): readonly number[] {
  const missing = outlook.enough - outlook.others;
  // After 1, 2, 4 and 8 pages: else a long window would be begun again and again.
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
