// Feishu's times: China Standard Time (UTC+8, no summer time), in whole seconds.

const eightHoursMs = 8 * 3_600_000;

export const chinaTime = (epochMs: number): string =>
  new Date(epochMs + eightHoursMs).toISOString().slice(0, 19).replace('T', ' ');

export const chinaDate = (epochMs: number): string => chinaTime(epochMs).slice(0, 10);

/** Epoch milliseconds of a text like `2026-04-01 12:34:56`. Undefined: the text is no such moment. */
export function parseChinaTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const epochMs = Date.parse(`${text.replace(' ', 'T')}Z`) - eightHoursMs;
  return Number.isFinite(epochMs) && chinaTime(epochMs) === text ? epochMs : undefined;
}

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  // Date.parse turns 2026-02-30 into a day of March.
  return Number.isFinite(epochMs) && new Date(epochMs).toISOString().startsWith(text);
}

/** The same day `months` later, or the last day of a shorter month. For more than 12,000 months: 9999-12-31. */
export function addMonths(date: string, months: number): string {
  if (months > 12_000) return '9999-12-31';
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

export const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
