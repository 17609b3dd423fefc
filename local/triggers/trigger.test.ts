import { describe, expect, it } from 'vitest';

import { whenIdle, type Trigger } from './trigger.ts';

/** A trigger whose amount of work the test changes. It calls `asked` whenever it is asked if it is idle. */
function aPlace(asked: () => void = () => undefined) {
  let work = 0;
  let changes = 0;
  const change = (by: number) => {
    work += by;
    changes += 1;
  };
  const trigger: Trigger = {
    isIdle: () => {
      asked();
      return Promise.resolve(work === 0);
    },
    changes: () => changes,
    stop: () => Promise.resolve(),
  };
  return { trigger, change, work: () => work };
}

describe('whenIdle', () => {
  it('is not misled by work that moves, while it asks, to a place it has asked already', async () => {
    let rounds = 0;
    const queue = aPlace();
    const fn = aPlace(() => {
      rounds += 1;
      if (rounds === 2) {
        // As if the last invocation has sent a message just before its answer.
        fn.change(-1);
        queue.change(1);
      }
      if (rounds === 5) queue.change(-1);
    });
    fn.change(1);
    await whenIdle([queue.trigger, fn.trigger]);
    expect(queue.work()).toBe(0);
    expect(rounds).toBe(6);
  });

  it('of nothing at all is at once', async () => {
    await expect(whenIdle([])).resolves.toBeUndefined();
  });
});
