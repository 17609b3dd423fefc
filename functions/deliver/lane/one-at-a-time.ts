// Runs a lane's look-ups one after the other, where each needs two queries and so two turns (slots that are waited for). Side
// by side, ten batches could take their first turns, the invocation would end before any second turn, and the next invocation
// would begin anew, for ever.

export type OneAtATime = <End>(work: () => Promise<End>) => Promise<End>;

/** Runs each look-up without waiting for another: for those that need one query. */
export const atOnce: OneAtATime = (work) => work();

export function oneAtATime(): OneAtATime {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = before.then(work);
    before = mine.catch(() => undefined);
    return mine;
  };
}
