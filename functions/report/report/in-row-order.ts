// Brings records back into the order of the file. The parts of a list are in the order of their first rows but may overlap:
// rejected rows stand among the others, and removes are batched by reason. Only parts that overlap, and the next few of each
// list, are in memory together.

export interface Placed {
  readonly line: { readonly row: number };
}

/** A part's records, in the order of their rows. */
export type Part<Record extends Placed> = Iterable<Record>;

interface Cursor<Record> {
  head: Record;
  readonly rest: Iterator<Record>;
}

export async function* inRowOrder<Record extends Placed>(
  lists: readonly AsyncGenerator<Part<Record>>[],
): AsyncGenerator<Record> {
  /** Of each list, the next part, of which no record was yielded yet. */
  const waiting = await Promise.all(lists.map(nextPart));
  const begun = new Set<Cursor<Record>>();
  for (;;) {
    let lowest: Cursor<Record> | undefined;
    for (const cursor of begun) lowest = lower(lowest, cursor);
    for (const cursor of waiting) lowest = lower(lowest, cursor);
    if (!lowest) return;

    const list = waiting.indexOf(lowest);
    const from = lists[list];
    if (from) {
      begun.add(lowest);
      waiting[list] = await nextPart(from);
    }
    yield lowest.head;
    const { value, done } = lowest.rest.next();
    if (done) begun.delete(lowest);
    else lowest.head = value;
  }
}

function lower<Record extends Placed>(
  a: Cursor<Record> | undefined,
  b: Cursor<Record> | undefined,
): Cursor<Record> | undefined {
  if (!a || !b) return a ?? b;
  return b.head.line.row < a.head.line.row ? b : a;
}

async function nextPart<Record extends Placed>(
  list: AsyncGenerator<Part<Record>>,
): Promise<Cursor<Record> | undefined> {
  for (;;) {
    const part = await list.next();
    if (part.done) return undefined;
    const rest = part.value[Symbol.iterator]();
    const { value, done } = rest.next();
    if (!done) return { head: value, rest };
  }
}
