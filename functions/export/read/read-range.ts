// Reads a range of time to its end: windows side by side in the run's slots, each by its own chain of pages, and cut
// further only until enough are in flight. An error on any page ends the reading; what was finished stays.

import { readPages } from '../../../shared/feishu/pages.ts';
import type { Invocation, Run } from '../export-run.ts';
import { view, type Outlook, type Piece } from './cut.ts';
import { createPace } from './pace.ts';
import { patientReads } from './patient-reads.ts';
import { nothingSeen, see } from './seen.ts';
import { stageWindow } from './stage-window.ts';
import { filtersOf, gapsIn, type Axis, type Window } from './window.ts';

export interface Range {
  readonly axis: Axis;
  readonly window: Window;
  /** What was read before. */
  readonly covered: readonly Window[];
}

interface Chain {
  readonly window: Window;
  thoughtPages: number | undefined;
  pages: number;
}

export async function readRange(invocation: Invocation, run: Run, range: Range): Promise<void> {
  const { clock, log, timetable } = invocation;
  const { operation, plan } = run;
  const client = patientReads(invocation);
  const pace = createPace(clock, timetable.lane(run.slots), run.slotsPerSecond, run.effort);
  const stop = new AbortController();
  const waiting: Chain[] = [];
  const reading = new Map<Chain, Promise<void>>();
  let failure: unknown;

  function wait(piece: Piece): void {
    waiting.push({ ...piece, pages: 0 });
  }

  async function read(chain: Chain): Promise<void> {
    const { window } = chain;
    const staged = stageWindow(invocation, run, range.axis, window);
    const lane = pace.lane();
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
      const { pieces, thoughtPages } = view(window, seen, outlook(chain));
      chain.thoughtPages = thoughtPages;
      if (pieces.length === 0) continue;
      // Nothing of it is kept: its pieces are read from their beginnings, so that no order is relied on.
      log('cut', { run: plan.run, axis: range.axis, pages: chain.pages, pieces: pieces.length });
      pieces.forEach(wait);
      return;
    }
    const { records } = await staged.end();
    log('window', { run: plan.run, axis: range.axis, pages: chain.pages, records });
  }

  function outlook(chain: Chain): Outlook {
    const others = [...waiting, ...reading.keys()].filter((other) => other !== chain);
    return {
      enough: pace.enough(),
      others: others.length,
      pagesOfOthers: others.reduce(
        (sum, { thoughtPages = 0, pages }) => sum + Math.max(0, thoughtPages - pages),
        0,
      ),
      nowSecond: Math.floor(clock.now() / 1000),
      recordsPerPage: operation.recordsPerCall,
    };
  }

  /** First what nobody knows anything of, for it may have to be cut, then the longest. */
  function next(): Chain | undefined {
    const size = ({ thoughtPages = Infinity }: Chain) => thoughtPages;
    const largest = waiting.reduce((most, chain) => Math.max(most, size(chain)), 0);
    const at = waiting.findIndex((chain) => size(chain) >= largest);
    return at < 0 ? undefined : waiting.splice(at, 1)[0];
  }

  function start(chain: Chain): void {
    const ended = read(chain)
      .catch((error: unknown) => {
        failure ??= error;
        stop.abort();
      })
      .finally(() => reading.delete(chain));
    reading.set(chain, ended);
  }

  for (const window of gapsIn(range.window, range.covered)) wait({ window, thoughtPages: undefined });
  while (!stop.signal.aborted) {
    while (reading.size < pace.most()) {
      const chain = next();
      if (!chain) break;
      start(chain);
    }
    if (reading.size === 0) return;
    await Promise.race(reading.values());
  }
  await Promise.all(reading.values());
  throw failure;
}
