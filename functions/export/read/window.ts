// A window: a range of time, both seconds included, that is read to its last page. Neighbours share their second, for
// nobody knows on which side of a bound a fraction of a second falls. What is open to one side has no bound there.

import { chinaTime, epochOf } from '../../../shared/values/china-time.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { windowsPrefix } from '../../../shared/keys.ts';

/** The time that cuts: of creation for all there is, of the last change for what has changed. */
export type Axis = 'create_time' | 'modify_time';

export interface Window {
  /** Epoch seconds; -Infinity and Infinity where it is open. */
  readonly from: number;
  readonly to: number;
}

/** A caller's own bounds on the axis, if the filters hold some. */
export function boundsOf(filters: JsonObject, axis: Axis): Window {
  return {
    from: secondOf(filters[`${axis}_gte`]) ?? -Infinity,
    to: secondOf(filters[`${axis}_lte`]) ?? Infinity,
  };
}

export function intersect(a: Window, b: Window): Window {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

export function filtersOf(filters: JsonObject, axis: Axis, { from, to }: Window): JsonObject {
  const { [`${axis}_gte`]: _from, [`${axis}_lte`]: _to, ...others } = filters;
  return {
    ...others,
    ...(from === -Infinity ? {} : { [`${axis}_gte`]: chinaTime(from * 1000) }),
    ...(to === Infinity ? {} : { [`${axis}_lte`]: chinaTime(to * 1000) }),
  };
}

export function secondOf(time: unknown): number | undefined {
  const ms = typeof time === 'string' ? epochOf(time) : undefined;
  return ms === undefined ? undefined : ms / 1000;
}

/** What of the range no window covers: where reading goes on. */
export function gapsIn(range: Window, covered: readonly Window[]): readonly Window[] {
  if (range.from > range.to) return [];
  const gaps: Window[] = [];
  let { from } = range;
  let begun = false;
  for (const window of covered.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (window.from > from) gaps.push({ from, to: Math.min(window.from, range.to) });
    from = Math.max(from, window.to);
    begun = true;
  }
  if (!begun || from < range.to) gaps.push({ from, to: range.to });
  return gaps;
}

/** The window cut at these seconds, in its order. */
export function piecesOf({ from, to }: Window, cuts: readonly number[]): readonly Window[] {
  const bounds = [from, ...cuts, to];
  return bounds.slice(1).map((end, index) => ({ from: bounds[index] ?? from, to: end }));
}

export function windowKey(run: string, axis: Axis, { from, to }: Window): string {
  return `${windowsPrefix(run)}${axis}-${compact(from)}-${compact(to)}`;
}

/** The window of an entry's key; `begun` where it was left before its end. */
export function windowOf(
  key: string,
): (Window & { readonly axis: Axis; readonly begun: boolean }) | undefined {
  const [, axis, from, to, begun] =
    /(create_time|modify_time)-(-?\d+|open)-(-?\d+|open)(\.begun)?\.json$/.exec(key) ?? [];
  if ((axis !== 'create_time' && axis !== 'modify_time') || from === undefined || to === undefined)
    return undefined;
  return {
    axis,
    from: from === 'open' ? -Infinity : Number(from),
    to: to === 'open' ? Infinity : Number(to),
    begun: begun !== undefined,
  };
}

/** Epoch seconds, so that keys need no zone. */
function compact(second: number): string {
  return Number.isFinite(second) ? String(second) : 'open';
}
