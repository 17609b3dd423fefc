// Stops a run whose home was damaged by a loss of power. A job with a cut-off file can neither be finished nor
// reported truly, so no new job starts beside it.

import { countBroken } from '../../s3/at-rest.ts';
import { buckets } from '../../world/start.ts';
import { Infrastructure } from '../watch/infrastructure.ts';
import { outside } from '../screen/outside-text.ts';
import { shownPath } from '../screen/words.ts';

/** Counts the files of earlier starts too: S3 leaves them where it has put them. */
export async function stopAtDamage(store: string): Promise<void> {
  const counts = await Promise.all(Object.values(buckets).map((bucket) => countBroken(store, bucket)));
  const count = counts.reduce((sum, files) => sum + files, 0);
  if (count === 0) return;
  const where = outside(shownPath(store));
  throw new Infrastructure(
    `${count} of the files in which an earlier run kept what was under way cannot be read (they lie in ${where}/*/broken). Nothing was sent now. Look up in Feishu what became of its records, then move ${where} away; a create that is carried again finds by its unique_id what is there`,
  );
}
