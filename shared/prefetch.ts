/** Enough to hide the way to S3, and never much in memory. */
const mostAhead = 4;

/** Loads things in their order, the next few already on their way. */
export async function* prefetch<Thing>(
  count: number,
  load: (index: number) => Promise<Thing>,
): AsyncGenerator<Thing> {
  const onTheWay: Promise<Thing>[] = [];
  let begun = 0;
  const beginMore = () => {
    for (; begun < count && onTheWay.length < mostAhead; begun += 1) {
      const loading = load(begun);
      // Whoever waits for it gets its failure; until then it is nobody's.
      loading.catch(() => undefined);
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
