// Amounts as the API writes them: decimal text, computed exactly with BigInt.

export interface Amount {
  readonly units: bigint;
  readonly decimals: number;
}

export function parseAmount(text: string): Amount | undefined {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  return { units: BigInt(whole + fraction), decimals: fraction.length };
}

const scaled = ({ units, decimals }: Amount, to: number): bigint => units * 10n ** BigInt(to - decimals);

export function equalsSum(total: Amount, parts: readonly Amount[]): boolean {
  const decimals = Math.max(total.decimals, ...parts.map((part) => part.decimals));
  const sum = parts.reduce((soFar, part) => soFar + scaled(part, decimals), 0n);
  return sum === scaled(total, decimals);
}

/** The text with exactly `decimals` decimals. It must not have more. */
export function withDecimals(text: string, decimals: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  return decimals === 0 ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
}
