// Stops a run if files of its local S3 are cut off, as by a loss of power. A job with such a file can neither be finished
// nor reported truly, so no new job starts beside it.

import { countBroken } from '../../s3/at-rest.ts';
import { buckets } from '../../world/start.ts';
import { Infrastructure } from '../watch/infrastructure.ts';
import { say } from '../words/say.ts';
import { shownPath } from '../screen/shown-path.ts';

/** Throws if there is such a file. S3 puts them into folders named `broken` when it starts, and earlier ones count too. */
export async function stopAtDamage(store: string): Promise<void> {
  const counts = await Promise.all(Object.values(buckets).map((bucket) => countBroken(store, bucket)));
  const count = counts.reduce((sum, files) => sum + files, 0);
  if (count === 0) return;
  throw new Infrastructure(say('unfinished.damaged', { broken: count, store: shownPath(store) }));
}
