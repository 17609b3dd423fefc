// Times as Feishu writes and takes them: to the second, in UTC+8 all year.

const aheadMs = 8 * 3_600_000;

export function chinaTime(epochMs: number): string {
  return new Date(epochMs + aheadMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** The epoch milliseconds of a time as `chinaTime` writes it; undefined for any other text. */
export function epochOf(chinaTimeText: string): number | undefined {
  const epochMs = Date.parse(`${chinaTimeText.replace(' ', 'T')}Z`) - aheadMs;
  return Number.isFinite(epochMs) && chinaTime(epochMs) === chinaTimeText ? epochMs : undefined;
}
