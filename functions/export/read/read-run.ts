// All that a run has to read. A full run reads what there is by its time of creation, and then what was changed since the
// run began; a run of changes reads what was changed since its bookmark. read.json then names every window.

import * as v from 'valibot';

import { readJson } from '../../../shared/values/json.ts';
import { runReadKey, windowsPrefix } from '../../../shared/keys.ts';
import { PlainError } from '../../../shared/plain-error.ts';
import { json } from '../../../shared/aws/store.ts';
import type { ExportInvocation, Run } from '../context.ts';
import { readRange, type BegunWindow } from './read-range.ts';
import { begunEntrySchema, windowEntrySchema } from './stage-window.ts';
import { boundsOf, intersect, windowOf, type Axis, type Window } from './window.ts';

const runReadSchema = v.object({
  v: v.literal(1),
  /** By creation, in the order of time; none in a run of changes. */
  created: v.array(windowEntrySchema),
  /** By their last change. */
  modified: v.array(windowEntrySchema),
  read_at: v.string(),
});
export type RunRead = v.InferOutput<typeof runReadSchema>;

/** So much may Feishu's clock, or the look of a fresh record in its queries, be behind our own. */
const clocksDifferSeconds = 60;

export async function readRun(invocation: ExportInvocation, run: Run): Promise<RunRead> {
  const { store, clock, log } = invocation;
  const { plan } = run;
  const kept = await store.read(runReadKey(plan.run));
  if (kept !== undefined) return v.parse(runReadSchema, readJson(kept));

  const startedSecond = Math.floor(Date.parse(plan.started_at) / 1000);
  const readAll = async (axis: Axis, window: Window) => {
    const windows = (await keptWindows(invocation, run)).filter((one) => one.axis === axis);
    const covered = windows.filter(({ begun: isBegun }) => !isBegun);
    const begun = await takeBegun(invocation, windows);
    const within = intersect(boundsOf(plan.filters, axis), window);
    await readRange(invocation, run, { axis, window: within, covered, begun });
  };
  if (plan.since === undefined) {
    await readAll('create_time', { from: -Infinity, to: startedSecond });
    await readAll('modify_time', { from: startedSecond - clocksDifferSeconds, to: Infinity });
  } else {
    await readAll('modify_time', { from: Math.floor(Date.parse(plan.since) / 1000), to: Infinity });
  }

  const windows = (await keptWindows(invocation, run)).filter(({ begun }) => !begun);
  const entriesOf = (axis: Axis) =>
    Promise.all(
      windows.filter((window) => window.axis === axis).map(({ key }) => readEntry(invocation, key)),
    );
  const read: RunRead = {
    v: 1,
    created: await entriesOf('create_time'),
    modified: await entriesOf('modify_time'),
    read_at: new Date(clock.now()).toISOString(),
  };
  await store.writeOnce(runReadKey(plan.run), json(read));
  log('read', { run: plan.run, windows: windows.length, calls: run.effort.calls });
  // Whoever was first is the truth.
  return readRun(invocation, run);
}

type Kept = Window & { readonly axis: Axis; readonly begun: boolean; readonly key: string };

async function keptWindows({ store }: ExportInvocation, { plan }: Run): Promise<readonly Kept[]> {
  const windows: Kept[] = [];
  for await (const keys of store.list(windowsPrefix(plan.run))) {
    for (const key of keys) {
      const window = windowOf(key);
      if (window) windows.push({ ...window, key });
    }
  }
  return windows.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** Each once: whoever goes on from there may cut the window, and then nothing of it counts. */
async function takeBegun(
  { store }: ExportInvocation,
  kept: readonly Kept[],
): Promise<readonly BegunWindow[]> {
  const taken = kept
    .filter(({ begun }) => begun)
    .map(async ({ from, to, key }) => {
      const entry = v.parse(begunEntrySchema, readJson((await store.read(key)) ?? ''));
      if (entry.page_token === undefined) return [];
      const { page_token, ...read } = entry;
      await store.write(key, json({ records: 0, chunks: [] }));
      return [{ window: { from, to }, entry: { ...read, page_token } }];
    });
  return (await Promise.all(taken)).flat();
}

async function readEntry({ store }: ExportInvocation, key: string) {
  const text = await store.read(key);
  if (text === undefined) throw new PlainError(`${key} was there, and is not any more`);
  return v.parse(windowEntrySchema, readJson(text));
}
