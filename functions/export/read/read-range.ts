// Reads a range of time to its end: windows side by side in the run's slots, each by its own chain of pages, and cut
// further only until enough are in flight. An error on any page ends the reading; what was finished stays.

import type { Client } from '../../../shared/feishu/client.ts';
import { readPages } from '../../../shared/feishu/pages.ts';
import type { Invocation, Run } from '../export-run.ts';
import { view, type Outlook, type Piece } from './cut.ts';
import { createPace } from './pace.ts';
import { patientReads } from './patient-reads.ts';
import { nothingSeen, see } from './seen.ts';
import { stageWindow } from './stage-window.ts';
import { createTurnstile } from './turnstile.ts';
import { filtersOf, gapsIn, type Axis, type Window } from './window.ts';

export interface Range {
  readonly axis: Axis;
  readonly window: Window;
  /** What was read before. */
  readonly covered: readonly Window[];
}

interface Chain {
  readonly window: Window;
  pages: number;
  /** When it was cut from another, and now. */
  readonly thoughtBefore: number | undefined;
  thoughtPages: number | undefined;
  judged: boolean;
}

/** With fewer windows left than so many times enough, the end is near. */
const nearTheEnd = 2;

export async function readRange(invocation: Invocation, run: Run, range: Range): Promise<void> {
  const { clock, log, timetable } = invocation;
  const { operation, plan } = run;
  const pace = createPace(clock, timetable.lane(run.slots), run.slotsPerSecond, run.effort);
  const stop = new AbortController();
  const reading = new Map<Chain, Promise<void>>();
  const turnstile = createTurnstile<Chain>({
    places: () => pace.enough(),
    prefersLong: () => reading.size <= nearTheEnd * pace.enough(),
    pagesLeft: ({ thoughtPages = Infinity, pages }) => Math.max(0, thoughtPages - pages),
  });
  let failure: unknown;

  function start({ window, thoughtPages }: Piece): void {
    const thoughtBefore = thoughtPages;
    const chain: Chain = { window, pages: 0, thoughtBefore, thoughtPages, judged: false };
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
    const { window } = chain;
    const staged = stageWindow(invocation, run, range.axis, window);
    const lane = pace.lane();
    const client = patientReads(invocation, inTurn(chain));
    const filters = filtersOf(plan.filters, range.axis, window);
    const options = {
      lane,
      userIdType: plan.user_id_type,
      deadlineMs: invocation.callsEndMs,
      signal: stop.signal,
    };
    let seen = nothingSeen;
    for await (const page of readPages(client, operation, filters, options)) {
      lane.answered();
      chain.pages += 1;
      await staged.add(page.records, clock.now());
      if (page.nextToken === undefined) break;
      seen = see(seen, range.axis, page.records);
      const { pieces, ...judgement } = view(window, seen, outlook(chain));
      Object.assign(chain, judgement);
      if (pieces.length === 0) continue;
      // Nothing of it is kept: its pieces are read from their beginnings, so that no order is relied on.
      log('cut', { run: plan.run, axis: range.axis, pages: chain.pages, pieces: pieces.length });
      pieces.forEach(start);
      return;
    }
    const { records } = await staged.end();
    log('window', { run: plan.run, axis: range.axis, pages: chain.pages, records });
  }

  function inTurn(chain: Chain): Client {
    return {
      ...invocation.client,
      async read(...call) {
        await turnstile.enter(chain);
        try {
          return await invocation.client.read(...call);
        } finally {
          turnstile.leave();
        }
      },
    };
  }

  function outlook(chain: Chain): Outlook {
    const others = [...reading.keys()].filter((other) => other !== chain);
    const leftOf = ({ thoughtPages = 0, pages }: Chain) => Math.max(0, thoughtPages - pages);
    return {
      enough: pace.enough(),
      others: others.length,
      pagesOfOthers: others.reduce((sum, other) => sum + leftOf(other), 0),
      unprobed: others.filter(({ thoughtPages, pages }) => thoughtPages === undefined && pages === 0).length,
      thoughtBefore: chain.thoughtBefore,
      judged: chain.judged,
      nowSecond: Math.floor(clock.now() / 1000),
      recordsPerPage: operation.recordsPerCall,
    };
  }

  for (const window of gapsIn(range.window, range.covered)) start({ window, thoughtPages: undefined });
  while (reading.size > 0) await Promise.race(reading.values());
  if (stop.signal.aborted) throw failure;
}
