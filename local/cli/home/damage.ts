// What a machine that lost its power may have left: objects of the home that are not whole. A job that one of them
// belongs to can neither be finished nor be told truly, so nothing is begun beside it.

import { countBroken } from '../../s3/at-rest.ts';
import { buckets } from '../../world/start.ts';
import { Infrastructure } from '../watch/infrastructure.ts';
import { outside } from '../screen/outside-text.ts';
import { shownPath } from '../screen/words.ts';

/** Also of an earlier start: what S3 has put aside once stays aside. */
export async function stopAtDamage(store: string): Promise<void> {
  const counts = await Promise.all(Object.values(buckets).map((bucket) => countBroken(store, bucket)));
  const count = counts.reduce((sum, files) => sum + files, 0);
  if (count === 0) return;
  const where = outside(shownPath(store));
  throw new Infrastructure(
    `${count} of the files in which an earlier run kept what was under way cannot be read (they lie in ${where}/*/broken). Nothing was sent now. Look up in Feishu what became of its records, then move ${where} away; a create that is carried again finds by its unique_id what is there`,
  );
}
