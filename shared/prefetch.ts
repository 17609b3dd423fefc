// Loads things in their order, with the next few on their way while one is used.

/** Enough to hide the time of a request to S3. */
const usualAhead = 4;

/** `mostAhead`: loads in flight or loaded and not yet used, at most. */
export async function* prefetch<Thing>(
  count: number,
  load: (index: number) => Promise<Thing>,
  mostAhead = usualAhead,
): AsyncGenerator<Thing, void, undefined> {
  const onTheWay: Promise<Thing>[] = [];
  let begun = 0;
  const beginMore = () => {
    for (; begun < count && onTheWay.length < mostAhead; begun += 1) {
      const loading = load(begun);
      unhandledUntilAwaited(loading);
      onTheWay.push(loading);
    }
  };
  for (;;) {
    beginMore();
    const next = onTheWay.shift();
    if (!next) return;
    yield await next;
  }
}

/**
 * Keeps a promise that fails before it is awaited from ending the process with an unhandledRejection. A later await still throws the
 * failure.
 */
export function unhandledUntilAwaited(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
