// The records bucket as a map, for unit tests of steps that only write to it and read from it.

import type { RecordsStore } from '../shared/aws/store.ts';

const notHere = () => {
  throw new Error('no unit test has needed this yet');
};

export function memoryStore(): RecordsStore & { readonly objects: ReadonlyMap<string, string> } {
  const objects = new Map<string, string>();
  return {
    objects,
    read: (key) => Promise.resolve(objects.get(key)),
    exists: (key) => Promise.resolve(objects.has(key)),
    write: (key, body) => {
      objects.set(key, body.toString());
      return Promise.resolve();
    },
    readTagged: notHere,
    replace: notHere,
    list: notHere,
    timesIn: (folder) =>
      Promise.resolve(
        new Map([...objects.keys()].filter((key) => key.startsWith(folder)).map((key) => [key, Date.now()])),
      ),
    remove: notHere,
    writeOnce: (key, body) => {
      if (objects.has(key)) return Promise.resolve('exists');
      objects.set(key, body.toString());
      return Promise.resolve('written');
    },
  };
}
