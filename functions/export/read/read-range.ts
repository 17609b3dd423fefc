// Reads a range of time to its end, in windows (pieces of it).
//
// - Windows are read side by side in the run's slots, each by its own chain of pages.
// - Windows are cut further so that enough are in flight to use every slot.
// - An error that does not pass, on any page, ends the reading. Windows that were read to their end stay.

import type { Client } from '../../../shared/feishu/client.ts';
import type { Page } from '../../../shared/feishu/page.ts';
import { mostEmptyPages, PagesCutOff, readPages } from '../../../shared/feishu/pages.ts';
import { ShownPages } from '../../../shared/feishu/shown-pages.ts';
import type { BegunEntry } from '../../../shared/run/window.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { ExportInvocation, Run } from '../context.ts';
import { chainOf, pagesLeft, sumOf, type Beginning, type Chain } from './chain.ts';
import { createPace, type Pace } from './pace.ts';
import { withPage } from './page-times.ts';
import { patientReads } from './patient-reads.ts';
import { shownBefore } from './shown-before.ts';
import { splitWindow, type Outlook, type Piece } from './split-window.ts';
import { stageWindow } from './stage-window.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';
import { filtersOf, gapsIn, windowName, type Axis, type Window } from './window.ts';

/**
 * How a page can end whose token is not gone on with: refused, or leading back. The next invocation reads the window anew, unless a
 * repeated page has failed the run.
 */
const endsChain: ReadonlySet<PagesCutOff['kind']> = new Set(['refused', 'repeated_token', 'repeated_page']);

export interface Range {
  readonly axis: Axis;
  readonly window: Window;
  /** Windows that earlier invocations read to their end. */
  readonly covered: readonly Window[];
  /** Windows that an earlier invocation left before their end. */
  readonly begun: readonly BegunWindow[];
}

export interface BegunWindow {
  readonly window: Window;
  readonly entry: BegunEntry;
}

export function readRange(invocation: ExportInvocation, run: Run, range: Range): Promise<void> {
  return new RangeReader(invocation, run, range).read();
}

class RangeReader {
  readonly #invocation: ExportInvocation;
  readonly #run: Run;
  readonly #range: Range;
  readonly #pace: Pace;
  readonly #turnstile: Turnstile<Chain>;
  readonly #stop = new AbortController();
  readonly #reading = new Map<Chain, Promise<void>>();
  #failure: unknown;
  /** Ends when the pages of the last window that was begun before are known. */
  #rebuilt: Promise<unknown> = Promise.resolve();
  /** How many pages in a row were empty, over all windows. The last page of a window does not count as empty. */
  #emptyPages = 0;

  constructor(invocation: ExportInvocation, run: Run, range: Range) {
    this.#invocation = invocation;
    this.#run = run;
    this.#range = range;
    const { clock, timetable } = invocation;
    this.#pace = createPace(clock, timetable.lane(run.operation.slots.owns), run.slotsPerSecond, run.effort);
    this.#turnstile = createTurnstile<Chain>({
      places: () => this.#pace.enough(),
      prefersLong: () => {
        const lefts = [...this.#reading.keys()].map((chain) => pagesLeft(chain, 0));
        return this.#pace.isLong(Math.max(...lefts), sumOf(lefts));
      },
      pagesLeft: (chain) => pagesLeft(chain, Infinity),
    });
  }

  async read(): Promise<void> {
    const { window, covered, begun } = this.#range;
    const taken = [...covered, ...begun.map((one) => one.window)];
    for (const gap of gapsIn(window, taken)) this.#start({ window: gap, thoughtPages: undefined });
    for (const one of begun)
      this.#start({ window: one.window, thoughtPages: undefined }, { begun: one.entry });
    while (this.#reading.size > 0) await Promise.race(this.#reading.values());
    if (this.#stop.signal.aborted) throw this.#failure;
  }

  #start(piece: Piece, beginning: Beginning = {}): void {
    const chain = chainOf(piece, beginning);
    const ended = this.#readChain(chain)
      .catch((error: unknown) => {
        // A repeated page fails the run for good, whatever else went wrong at the same time.
        if (this.#failure === undefined || isRepeatedPage(error)) this.#failure = error;
        this.#stop.abort();
        this.#turnstile.open();
      })
      .finally(() => this.#reading.delete(chain));
    this.#reading.set(chain, ended);
  }

  async #readChain(chain: Chain): Promise<void> {
    const { window, begun } = chain;
    const { axis } = this.#range;
    const staged = stageWindow(this.#invocation, this.#run, axis, window, begun);
    let nextToken = begun?.page_token;
    try {
      for await (const page of this.#pagesOf(chain)) {
        nextToken = page.nextToken;
        await staged.add(page.records, this.#invocation.clock.now());
        if (nextToken !== undefined && this.#cut(chain, page.records)) return;
      }
    } catch (error) {
      if (!(error instanceof PagesCutOff) || nextToken === undefined) throw error;
      // Feishu may refuse an old token: the window begins again without it, once.
      if (error.kind === 'refused' && !chain.again)
        return this.#start({ window, thoughtPages: undefined }, { again: true });
      if (!endsChain.has(error.kind)) await staged.leave(nextToken);
      throw error;
    }
    const { records } = await staged.end();
    this.#invocation.log('window', { run: this.#run.plan.run, axis, pages: chain.pages, records });
  }

  /** One window after the other: each unpacks chunks of what an earlier invocation has read. */
  #shownBefore({ begun }: Chain): Promise<ShownPages> {
    if (!begun) return Promise.resolve(new ShownPages());
    const shown = this.#rebuilt.then(() => shownBefore(this.#invocation.objects, begun));
    this.#rebuilt = shown.catch(() => undefined);
    return shown;
  }

  async *#pagesOf(chain: Chain): AsyncGenerator<Page, void, undefined> {
    const { plan, operation, answered } = this.#run;
    const called = windowName(this.#range.axis, chain.window);
    const lane = this.#pace.lane();
    const client = patientReads(this.#invocation, this.#inTurn(chain));
    const filters = filtersOf(plan.filters, this.#range.axis, chain.window);
    const options = {
      lane,
      userIdType: plan.user_id_type,
      deadlineMs: this.#invocation.callsEndMs,
      signal: this.#stop.signal,
      called,
      shown: await this.#shownBefore(chain),
    };
    for await (const page of readPages(client, operation, filters, options)) {
      lane.answered();
      chain.pages += 1;
      answered.pages += 1;
      const isLast = page.nextToken === undefined;
      if (page.records.length > 0) this.#emptyPages = 0;
      else if (!isLast) this.#emptyPages += 1;
      yield page;
      if (this.#emptyPages >= mostEmptyPages && !isLast)
        throw new PagesCutOff(`${operation.name} ${called}`, chain.pages, this.#emptyPages, {
          kind: 'empty_pages',
          logId: undefined,
        });
    }
  }

  /**
   * Cuts the window where that is good, and starts its pieces; false where it is read on. Pieces are read from their
   * beginnings, so that no order of the pages is relied on.
   */
  #cut(chain: Chain, records: readonly JsonObject[]): boolean {
    const { axis } = this.#range;
    chain.times = withPage(chain.times, axis, records);
    const { pieces, ...judgement } = splitWindow(chain.window, chain.times, this.#outlook(chain));
    Object.assign(chain, judgement);
    if (pieces.length === 0) return false;
    const { run } = this.#run.plan;
    this.#invocation.log('cut', { run, axis, pages: chain.pages, pieces: pieces.length });
    for (const piece of pieces) this.#start(piece);
    return true;
  }

  /**
   * The client, whose calls for this chain pass the turnstile. The first call goes on at the page where an earlier
   * invocation left the window, if one did.
   */
  #inTurn(chain: Chain): Client {
    const { client } = this.#invocation;
    return {
      ...client,
      read: async (asked, request, options) => {
        await this.#turnstile.enter(chain);
        const pageToken = request.pageToken ?? chain.begun?.page_token;
        try {
          return await client.read(asked, { ...request, pageToken }, options);
        } finally {
          this.#turnstile.leave();
        }
      },
    };
  }

  #outlook(chain: Chain): Outlook {
    const others = [...this.#reading.keys()].filter((other) => other !== chain);
    return {
      enough: this.#pace.enough(),
      others: others.length,
      pagesOfOthers: sumOf(others.map((other) => pagesLeft(other, 0))),
      unprobed: others.filter(({ thoughtPages, pages }) => thoughtPages === undefined && pages === 0).length,
      thoughtBefore: chain.thoughtBefore,
      judged: chain.judged,
      nowSecond: Math.floor(this.#invocation.client.feishuClock.nowAtLeastMs() / 1000),
      recordsPerPage: this.#run.operation.recordsPerCall,
    };
  }
}

function isRepeatedPage(error: unknown): boolean {
  return error instanceof PagesCutOff && error.kind === 'repeated_page';
}
