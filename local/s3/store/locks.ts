// One at a time for each name: the check of a condition and the write that it allows are one step.

export type Locked = <Result>(name: string, act: () => Promise<Result>) => Promise<Result>;

export function createLocks(): Locked {
  const lastOf = new Map<string, Promise<unknown>>();

  return async (name, act) => {
    const before = lastOf.get(name) ?? Promise.resolve();
    const mine = before.then(act);
    // Whoever comes next waits for the end of this one, not for its success.
    const ended = mine.catch(() => undefined);
    lastOf.set(name, ended);
    try {
      return await mine;
    } finally {
      if (lastOf.get(name) === ended) lastOf.delete(name);
    }
  };
}
