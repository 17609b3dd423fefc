// A window: a range of time, both seconds included, that is read to its last page. Neighbours share their second, because no page
// of the API says on which side of a bound a fraction of a second falls.

import { chinaTime, epochOf } from '../../../shared/values/china-time.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { begunWindowJson, windowJson } from '../../../shared/run/window.ts';

/** The time that cuts: of creation for everything, of the last change for what has changed. */
export type Axis = 'create_time' | 'modify_time';

export interface Window {
  /** Epoch seconds; -Infinity where it is open. */
  readonly from: number;
  /** Epoch seconds; Infinity where it is open. */
  readonly to: number;
}

/** The caller's own bounds on the axis; open where the filters have none. */
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

/** The parts of the range that no window covers: reading goes on there. */
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

/** The name of the window's objects: create_time-1700000000-open. Epoch seconds, so that the name needs no zone. */
export function windowName(axis: Axis, { from, to }: Window): string {
  return `${axis}-${boundName(from)}-${boundName(to)}`;
}

export interface NamedWindow extends Window {
  readonly name: string;
  readonly axis: Axis;
  /** It was left before its end. */
  readonly begun: boolean;
}

/** The window of an entry's key; undefined for any other key. */
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
