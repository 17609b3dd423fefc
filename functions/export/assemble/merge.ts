// Merges the windows of a run (pieces of time that were read to their end), so that each record comes once. The same windows
// give the same records in the same order:
//
// - a record that was read by its time of change comes after all others, in the newest state that was read so;
// - any other record comes where it was read first, in the state of that time.

import { secondOf } from '../read/window.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import type { RunRead } from '../../../shared/run/read.ts';
import type { SnapshotObjects } from '../snapshot-objects.ts';
import { Ids } from './ids.ts';
import { stagedRecords } from './staged-records.ts';

export interface Dropped {
  repeats: number;
  older_states: number;
}

/** The newest state of an id among the records read by their time of change: its place among them, and how new it is. */
interface Newest {
  place: number;
  /** Epoch seconds; 0 where the record shows no time of change. */
  modified: number;
  readMs: number;
}

export async function* mergedRecords(
  objects: SnapshotObjects,
  { created, modified }: RunRead,
  dropped: Dropped,
): AsyncGenerator<JsonObject, void, undefined> {
  const ids = new Ids();
  const newest = await newestStates(objects, modified, ids);

  for await (const { record } of stagedRecords(objects, created)) {
    const known = ids.count;
    const number = ids.numberOf(idOf(record));
    if (number === known) yield record;
    else if (number < newest.length) dropped.older_states += 1;
    else dropped.repeats += 1;
  }

  let place = 0;
  for await (const { record } of stagedRecords(objects, modified)) {
    if (newest[ids.numberOf(idOf(record))]?.place === place) yield record;
    else dropped.repeats += 1;
    place += 1;
  }
}

/**
 * The newest states, by the number of the id. Of two states with one time of change, or with none, the one that was read
 * later is newer.
 */
async function newestStates(
  objects: SnapshotObjects,
  modified: RunRead['modified'],
  ids: Ids,
): Promise<readonly Newest[]> {
  const newest: Newest[] = [];
  let place = 0;
  for await (const { record, readMs } of stagedRecords(objects, modified)) {
    const state = { place, modified: secondOf(record.modify_time) ?? 0, readMs };
    const number = ids.numberOf(idOf(record));
    const before = newest[number];
    if (!before || isNewer(state, before)) newest[number] = state;
    place += 1;
  }
  return newest;
}

function isNewer(a: Newest, b: Newest): boolean {
  return a.modified === b.modified ? a.readMs > b.readMs : a.modified > b.modified;
}

/** The operation's schema has checked that every record of a page has an id. */
function idOf({ id }: JsonObject): string {
  return String(id);
}
