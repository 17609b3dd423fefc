// Stops a run whose home was damaged by a loss of power. A job with a cut-off file can neither be finished nor
// reported truly, so no new job starts beside it.

import { countBroken } from '../../s3/at-rest.ts';
import { buckets } from '../../world/start.ts';
import { Infrastructure } from '../watch/infrastructure.ts';
import { unfinishedSentences } from '../words/unfinished.ts';
import { shownPath } from '../screen/shown-path.ts';

/** Counts the files of earlier starts too: S3 leaves them where it has put them. */
export async function stopAtDamage(store: string): Promise<void> {
  const counts = await Promise.all(Object.values(buckets).map((bucket) => countBroken(store, bucket)));
  const count = counts.reduce((sum, files) => sum + files, 0);
  if (count === 0) return;
  throw new Infrastructure(unfinishedSentences.damaged({ broken: count, store: shownPath(store) }));
}
