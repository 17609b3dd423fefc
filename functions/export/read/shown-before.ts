// `shownBefore` notes the pages of a window that earlier invocations have read, from the chunks that they left. So readPages knows a
// page that comes again, also where an invocation ended in between.

import { ShownPages } from '../../../shared/feishu/shown-pages.ts';
import type { BegunEntry } from '../../../shared/run/window.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { stagedRecords } from '../assemble/staged-records.ts';
import type { SnapshotObjects } from '../snapshot-objects.ts';

export async function shownBefore(objects: SnapshotObjects, begun: BegunEntry): Promise<ShownPages> {
  const shown = new ShownPages();
  const sizes = begun.chunks.flatMap(({ pages }) => pages.map(({ records }) => records));
  let page: JsonObject[] = [];
  for await (const { record } of stagedRecords(objects, [begun])) {
    page.push(record);
    if (page.length < (sizes[0] ?? Infinity)) continue;
    shown.note(page);
    sizes.shift();
    page = [];
  }
  return shown;
}
