// Reads all that a run has to read, in windows (pieces of time), and then writes read.json, which names every window.
//
// - A full run reads everything by its time of creation, then what was changed since shortly before the reading began.
// - A run of changes reads what was changed since the time in its plan.
// - Every bound is a time of Feishu's clock, unless no answer shows that clock: then it is ours, less five seconds.

import { must } from '../../../shared/errors.ts';
import { runReadJson, type RunRead } from '../../../shared/run/read.ts';
import { begunWindowJson, windowJson } from '../../../shared/run/window.ts';
import type { ExportInvocation, Run } from '../context.ts';
import { beginReading } from './begin-reading.ts';
import { readRange, type BegunWindow } from './read-range.ts';
import { boundsOf, intersect, windowOf, type Axis, type NamedWindow, type Window } from './window.ts';

/**
 * How far the clock that stamps records, or what queries show, may be behind the `Date` of Feishu's answers. The `Date` is of the
 * gateway and the stamps are of the services behind it. So this stays, though Feishu's clock is measured.
 */
const clocksDifferSeconds = 60;

export async function readRun(invocation: ExportInvocation, run: Run): Promise<RunRead> {
  const { store, clock, log } = invocation;
  const { plan } = run;
  const kept = await runReadJson.read(store, { run: plan.run });
  if (kept) return kept;

  const { began_at } = await beginReading(invocation, run);
  const beganSecond = Math.floor(Date.parse(began_at) / 1000);
  const readAll = async (axis: Axis, window: Window) => {
    const windows = (await keptWindows(invocation, run)).filter((one) => one.axis === axis);
    const covered = windows.filter(({ begun: isBegun }) => !isBegun);
    const begun = await takeBegun(invocation, run, windows);
    const within = intersect(boundsOf(plan.filters, axis), window);
    await readRange(invocation, run, { axis, window: within, covered, begun });
  };
  if (plan.since === undefined) {
    await readAll('create_time', { from: -Infinity, to: beganSecond });
    await readAll('modify_time', { from: beganSecond - clocksDifferSeconds, to: Infinity });
  } else {
    await readAll('modify_time', { from: Math.floor(Date.parse(plan.since) / 1000), to: Infinity });
  }

  const windows = (await keptWindows(invocation, run)).filter(({ begun }) => !begun);
  const entriesOf = (axis: Axis) =>
    Promise.all(
      windows
        .filter((window) => window.axis === axis)
        .map(async ({ name }) => must(await windowJson.read(store, { run: plan.run, window: name }), name)),
    );
  const read: RunRead = {
    v: 1,
    created: await entriesOf('create_time'),
    modified: await entriesOf('modify_time'),
    read_at: new Date(clock.now()).toISOString(),
  };
  log('read', { run: plan.run, windows: windows.length, calls: run.effort.calls });
  return runReadJson.writeOrRead(store, { run: plan.run }, read);
}

async function keptWindows({ store }: ExportInvocation, { plan }: Run): Promise<readonly NamedWindow[]> {
  const windows: NamedWindow[] = [];
  for await (const keys of store.list(windowJson.folder({ run: plan.run })))
    windows.push(...keys.flatMap((key) => windowOf(key) ?? []));
  return windows.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/**
 * Takes the windows that were left before their end, each of them once: this invocation may cut one, and then nothing of it
 * counts.
 */
async function takeBegun(
  { store }: ExportInvocation,
  { plan: { run } }: Run,
  kept: readonly NamedWindow[],
): Promise<readonly BegunWindow[]> {
  const taken = kept
    .filter(({ begun }) => begun)
    .map(async ({ from, to, name }) => {
      const at = { run, window: name };
      const { page_token, ...read } = must(await begunWindowJson.read(store, at), name);
      if (page_token === undefined) return [];
      await begunWindowJson.write(store, at, { records: 0, chunks: [] });
      return [{ window: { from, to }, entry: { ...read, page_token } }];
    });
  return (await Promise.all(taken)).flat();
}
