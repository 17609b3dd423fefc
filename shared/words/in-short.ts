// Many sentences as one that a person reads to its end. A fault in each of ten thousand rows is one mistake, and a report
// that told them all on each of those rows would never end.

export function inShort(sentences: readonly string[], mostTold: number): string {
  const untold = sentences.length - mostTold;
  return (untold > 0 ? [...sentences.slice(0, mostTold), `and ${untold} more`] : sentences).join('; ');
}
