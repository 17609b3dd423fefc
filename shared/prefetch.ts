// Yields things in their order, while the loads of the next few are under way.

/** How many things are loaded ahead unless the caller says otherwise: enough to hide the time of a request to S3. */
const usualAhead = 4;

/** `mostAhead`: how many loads may have begun whose things are not yielded yet. */
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
 * Keeps a promise that fails before it is awaited from ending the process with an unhandledRejection. A later await still throws
 * the failure.
 */
export function unhandledUntilAwaited(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
