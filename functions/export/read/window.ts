// A window: a range of time that is read to its last page, its first and its last second included. Neighbours share a second,
// because Feishu does not say on which side of a bound a fraction of a second falls.

import { chinaTime, epochOf } from '../../../shared/values/china-time.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { begunWindowJson, windowJson } from '../../../shared/run/window.ts';

/** The field whose time bounds a window: of creation to read everything, of the last change to read what has changed. */
export type Axis = 'create_time' | 'modify_time';

export interface Window {
  /** Epoch seconds; -Infinity where it is open. */
  readonly from: number;
  /** Epoch seconds; Infinity where it is open. */
  readonly to: number;
}

/** The bounds that the filters of the message set on the axis; open where they set none. */
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

/** The parts of the range that no window covers, so that they are still to be read. */
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

/** The pieces of the window when it is cut at these seconds, which rise. */
export function piecesOf({ from, to }: Window, cuts: readonly number[]): readonly Window[] {
  const bounds = [from, ...cuts, to];
  return bounds.slice(1).map((end, index) => ({ from: bounds[index] ?? from, to: end }));
}

/** The name of the window's objects, like create_time-1700000000-open. It has epoch seconds, which need no time zone. */
export function windowName(axis: Axis, { from, to }: Window): string {
  return `${axis}-${boundName(from)}-${boundName(to)}`;
}

export interface NamedWindow extends Window {
  readonly name: string;
  readonly axis: Axis;
  /** It was left before its end: the key is that of a begun window. */
  readonly begun: boolean;
}

/** The window that a key names; undefined where the key is not of a window's entry. */
export function windowOf(key: string): NamedWindow | undefined {
  const begun = begunWindowJson.namesIn(key)?.window;
  const name = begun ?? windowJson.namesIn(key)?.window ?? '';
  const [, axis, from, to] = /^(create_time|modify_time)-(-?\d+|open)-(-?\d+|open)$/.exec(name) ?? [];
  if ((axis !== 'create_time' && axis !== 'modify_time') || from === undefined || to === undefined)
    return undefined;
  return {
    name,
    axis,
    from: from === 'open' ? -Infinity : Number(from),
    to: to === 'open' ? Infinity : Number(to),
    begun: begun !== undefined,
  };
}

function boundName(second: number): string {
  return Number.isFinite(second) ? String(second) : 'open';
}
