// Reads a range of time to its end: windows side by side in the run's slots, each by its own chain of pages, and cut
// further only until enough are in flight. An error on any page ends the reading; what was finished stays.

import type { Client } from '../../../shared/feishu/client.ts';
import type { Page } from '../../../shared/feishu/page.ts';
import { mostEmptyPages, PagesCutOff, readPages } from '../../../shared/feishu/pages.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { ExportInvocation, Run } from '../context.ts';
import { splitWindow, type Outlook, type Piece } from './split-window.ts';
import { createPace } from './pace.ts';
import { patientReads } from './patient-reads.ts';
import { noPages, withPage, type PageTimes } from './page-times.ts';
import { stageWindow, type BegunEntry } from './stage-window.ts';
import { createTurnstile } from './turnstile.ts';
import { filtersOf, gapsIn, type Axis, type Window } from './window.ts';

export interface Range {
  readonly axis: Axis;
  readonly window: Window;
  /** What was read before, and what was begun. */
  readonly covered: readonly Window[];
  readonly begun: readonly BegunWindow[];
}

export interface BegunWindow {
  readonly window: Window;
  readonly entry: BegunEntry;
}

interface Chain {
  readonly window: Window;
  pages: number;
  /** When it was cut from another, and now. */
  readonly thoughtBefore: number | undefined;
  thoughtPages: number | undefined;
  judged: boolean;
  seen: PageTimes;
  readonly begun: BegunEntry | undefined;
  /** It was begun once before, and a token of it was refused. */
  readonly again: boolean;
}

export async function readRange(invocation: ExportInvocation, run: Run, range: Range): Promise<void> {
  const { clock, log, timetable } = invocation;
  const { operation, plan } = run;
  const pace = createPace(clock, timetable.lane(run.slots), run.slotsPerSecond, run.effort);
  const stop = new AbortController();
  const reading = new Map<Chain, Promise<void>>();
  const turnstile = createTurnstile<Chain>({
    places: () => pace.enough(),
    prefersLong: () => {
      const lefts = [...reading.keys()].map((chain) => pagesLeft(chain, 0));
      return pace.isLong(Math.max(...lefts), sumOf(lefts));
    },
    pagesLeft: (chain) => pagesLeft(chain, Infinity),
  });
  let failure: unknown;
  /** In a row, over all windows. A window alone comes to as many only when each of the others has. */
  let emptyPages = 0;

  function start({ window, thoughtPages }: Piece, how: { begun?: BegunEntry; again?: boolean } = {}): void {
    const { begun, again = false } = how;
    const thought = { thoughtBefore: thoughtPages, thoughtPages, judged: begun !== undefined };
    const chain: Chain = { window, pages: 0, ...thought, seen: noPages, begun, again };
    const ended = read(chain)
      .catch((error: unknown) => {
        failure ??= error;
        stop.abort();
        turnstile.open();
      })
      .finally(() => reading.delete(chain));
    reading.set(chain, ended);
  }

  async function read(chain: Chain): Promise<void> {
    const { window, begun } = chain;
    const staged = stageWindow(invocation, run, range.axis, window, begun);
    let nextToken = begun?.page_token;
    try {
      for await (const page of pagesOf(chain)) {
        nextToken = page.nextToken;
        await staged.add(page.records, clock.now());
        if (nextToken !== undefined && cut(chain, page.records)) return;
      }
    } catch (error) {
      if (!(error instanceof PagesCutOff) || nextToken === undefined) throw error;
      if (error.kind !== 'refused') await staged.leave(nextToken);
      // A token may have aged: once, the window begins again without it.
      else if (!chain.again) return start({ window, thoughtPages: undefined }, { again: true });
      throw error;
    }
    const { records } = await staged.end();
    log('window', { run: plan.run, axis: range.axis, pages: chain.pages, records });
  }

  async function* pagesOf(chain: Chain): AsyncGenerator<Page, void, undefined> {
    const lane = pace.lane();
    const client = patientReads(invocation, inTurn(chain));
    const filters = filtersOf(plan.filters, range.axis, chain.window);
    const options = {
      lane,
      userIdType: plan.user_id_type,
      deadlineMs: invocation.callsEndMs,
      signal: stop.signal,
    };
    for await (const page of readPages(client, operation, filters, options)) {
      lane.answered();
      chain.pages += 1;
      run.answered.pages += 1;
      const isLast = page.nextToken === undefined;
      if (page.records.length > 0) emptyPages = 0;
      else if (!isLast) emptyPages += 1;
      yield page;
      if (emptyPages >= mostEmptyPages && !isLast)
        throw new PagesCutOff(operation, chain.pages, emptyPages, { kind: 'empty_pages', logId: undefined });
    }
  }

  /** Nothing of a window that is cut is kept: its pieces are read from their beginnings, so that no order is relied on. */
  function cut(chain: Chain, records: readonly JsonObject[]): boolean {
    chain.seen = withPage(chain.seen, range.axis, records);
    const { pieces, ...judgement } = splitWindow(chain.window, chain.seen, outlook(chain));
    Object.assign(chain, judgement);
    if (pieces.length === 0) return false;
    log('cut', { run: plan.run, axis: range.axis, pages: chain.pages, pieces: pieces.length });
    for (const piece of pieces) start(piece);
    return true;
  }

  function inTurn(chain: Chain): Client {
    return {
      ...invocation.client,
      async read(asked, request, options) {
        await turnstile.enter(chain);
        const pageToken = request.pageToken ?? chain.begun?.page_token;
        try {
          return await invocation.client.read(asked, { ...request, pageToken }, options);
        } finally {
          turnstile.leave();
        }
      },
    };
  }

  function outlook(chain: Chain): Outlook {
    const others = [...reading.keys()].filter((other) => other !== chain);
    return {
      enough: pace.enough(),
      others: others.length,
      pagesOfOthers: sumOf(others.map((other) => pagesLeft(other, 0))),
      unprobed: others.filter(({ thoughtPages, pages }) => thoughtPages === undefined && pages === 0).length,
      thoughtBefore: chain.thoughtBefore,
      judged: chain.judged,
      nowSecond: Math.floor(clock.now() / 1000),
      recordsPerPage: operation.recordsPerCall,
    };
  }

  const taken = [...range.covered, ...range.begun.map(({ window }) => window)];
  for (const window of gapsIn(range.window, taken)) start({ window, thoughtPages: undefined });
  for (const { window, entry } of range.begun) start({ window, thoughtPages: undefined }, { begun: entry });
  while (reading.size > 0) await Promise.race(reading.values());
  if (stop.signal.aborted) throw failure;
}

function pagesLeft({ thoughtPages, pages }: Chain, unknown: number): number {
  return thoughtPages === undefined ? unknown : Math.max(0, thoughtPages - pages);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
