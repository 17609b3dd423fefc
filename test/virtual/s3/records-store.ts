// The records bucket in memory, as the functions read and write it.

import { compareUtf8 } from '../../../local/s3/store/utf8-order.ts';
import type { RecordsStore } from '../../../shared/aws/store.ts';
import type { Request } from '../lambda/environment.ts';
import { wholeSecond, type MemoryBucket } from './bucket.ts';

const mostOfAPage = 1000;

export function recordsStoreIn(bucket: MemoryBucket, request: Request): RecordsStore {
  const readTagged: RecordsStore['readTagged'] = (key) =>
    request(`read ${key}`, () => {
      const found = bucket.find(key);
      return found && { text: found.body.toString(), tag: found.etag };
    });

  return {
    readTagged,
    read: async (key) => (await readTagged(key))?.text,
    exists: (key) => request(`look for ${key}`, () => bucket.find(key) !== undefined),
    write: (key, body) => request(`write ${key}`, () => void bucket.put(key, Buffer.from(body))),
    writeOnce: (key, body) =>
      request(`write ${key}`, () => {
        const etag = bucket.put(key, Buffer.from(body), { onlyIf: 'absent' });
        return etag === undefined ? 'exists' : 'written';
      }),
    replace: (key, body, tag) =>
      request(`replace ${key}`, () =>
        bucket.put(key, Buffer.from(body), { onlyIf: tag === undefined ? 'absent' : { etag: tag } }),
      ),

    async *list(prefix) {
      let after: string | undefined;
      do {
        const from = after;
        const page = await request(`list ${prefix}`, () => {
          const keys = bucket.keys(prefix);
          const start = from === undefined ? 0 : keys.findLastIndex((key) => compareUtf8(key, from) <= 0) + 1;
          return keys.slice(start, start + mostOfAPage);
        });
        yield page;
        after = page.length === mostOfAPage ? page.at(-1) : undefined;
      } while (after !== undefined);
    },

    timesIn: (folder) =>
      request(`list ${folder}`, () => {
        const direct = bucket.keys(folder).filter((key) => !key.slice(folder.length).includes('/'));
        return new Map(direct.map((key) => [key, wholeSecond(bucket.find(key)?.writtenMs ?? 0)]));
      }),

    remove: (key) => request(`remove ${key}`, () => bucket.remove(key)),
  };
}
