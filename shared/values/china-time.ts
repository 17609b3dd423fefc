// Times as Feishu writes and takes them: to the second, in UTC+8 all year.

const aheadMs = 8 * 3_600_000;

export function chinaTime(epochMs: number): string {
  return new Date(epochMs + aheadMs).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * The epoch milliseconds of a time in any usual form: as `chinaTime` writes it, with a T, a fraction or a zone, or as a number of
 * seconds or milliseconds in digits. A time without a zone is of UTC+8. Undefined for anything else.
 */
export function epochOfAnyForm(time: unknown): number | undefined {
  const text = typeof time === 'number' ? String(time) : time;
  if (typeof text !== 'string') return undefined;
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const [, day, clock, zone = '+08:00'] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?$/.exec(text) ?? [];
  const epochMs = day === undefined ? NaN : Date.parse(`${day}T${clock}${zone}`);
  return Number.isFinite(epochMs) ? epochMs : undefined;
}

/** The epoch milliseconds of a time as `chinaTime` writes it; undefined for any other text. */
export function epochOf(chinaTimeText: string): number | undefined {
  const epochMs = Date.parse(`${chinaTimeText.replace(' ', 'T')}Z`) - aheadMs;
  return Number.isFinite(epochMs) && chinaTime(epochMs) === chinaTimeText ? epochMs : undefined;
}
