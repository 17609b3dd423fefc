// What the first bytes of a file say of its encoding.

export type Marked = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const marks: readonly (readonly [hex: string, Marked])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['84319533', 'gb18030'],
];

export const longestMarkBytes = 4;

export interface Mark {
  readonly marked: Marked;
  readonly bytes: number;
}

/** The byte order mark at the beginning of `first`; undefined where there is none. */
export function markOf(first: Buffer): Mark | undefined {
  const start = first.toString('hex', 0, longestMarkBytes);
  const [hex, marked] = marks.find(([mark]) => start.startsWith(mark)) ?? [];
  return hex === undefined || marked === undefined ? undefined : { marked, bytes: hex.length / 2 };
}
