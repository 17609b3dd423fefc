// Joins the first few of many sentences and says how many are left out. A report that told ten thousand faults on each of ten
// thousand rows would never end.

export function inShort(sentences: readonly string[], mostTold: number): string {
  const untold = sentences.length - mostTold;
  return (untold > 0 ? [...sentences.slice(0, mostTold), `and ${untold} more`] : sentences).join('; ');
}
