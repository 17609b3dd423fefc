// Ids in Feishu's form: 19 digits, made from the key of a row. Each kind has its own first digits.

const kinds = { lump_sum: '7400', recurring: '7600', detail: '75' } as const;
export type IdKind = keyof typeof kinds;

export const detailsPerRecord = 1_000_000;
export const detailKey = (recordKey: number, n: number): number => recordKey * detailsPerRecord + n;
export const recordOfDetail = (key: number): number => Math.floor(key / detailsPerRecord);

/** The last digit is 1 to 9, so that an id changes if it is read as a JavaScript number and written again. */
const lastDigit = (key: number): number => 1 + (key % 9);

export function idOf(kind: IdKind, key: number): string {
  const start = kinds[kind];
  return `${start}${String(key).padStart(18 - start.length, '0')}${lastDigit(key)}`;
}

/** The key in an id. -1, which no row has: the id is not of this kind. */
export function keyOf(kind: IdKind, id: string): number {
  const start = kinds[kind];
  if (!/^\d{19}$/.test(id) || !id.startsWith(start)) return -1;
  const key = Number(id.slice(start.length, 18));
  return Number(id.slice(18)) === lastDigit(key) ? key : -1;
}
