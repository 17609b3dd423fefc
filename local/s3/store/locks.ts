// Runs acts that give the same name one after the other, so that nothing comes between a check and its write.

export type Locked = <Result>(name: string, act: () => Promise<Result>) => Promise<Result>;

export function createLocks(): Locked {
  const lastOf = new Map<string, Promise<unknown>>();

  return async (name, act) => {
    const before = lastOf.get(name) ?? Promise.resolve();
    const mine = before.then(act);
    // The next act waits for the end of this one, whether it succeeds or fails.
    const ended = mine.catch(() => undefined);
    lastOf.set(name, ended);
    try {
      return await mine;
    } finally {
      if (lastOf.get(name) === ended) lastOf.delete(name);
    }
  };
}
