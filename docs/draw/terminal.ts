// Draws what a program has written on a terminal.

import { box, columnPx, columnsOf, linePx, picture, textAt } from './svg.ts';

const padPx = 14;
const colours = { page: '#0d1117', text: '#e6edf3', typed: '#7ee787' };

/** A line that begins with `$ ` was typed. */
export function drawTerminal(title: string, lines: readonly string[]): string {
  const columns = Math.max(...lines.map(columnsOf));
  const width = columns * columnPx + 2 * padPx;
  const height = lines.length * linePx + 2 * padPx;
  return picture({ width, height }, title, [
    box({ x: 0, y: 0, width, height }, colours.page),
    ...lines.map((line, at) =>
      textAt(padPx, padPx + at * linePx + linePx - 7, line, {
        fill: line.startsWith('$ ') ? colours.typed : colours.text,
      }),
    ),
  ]);
}
