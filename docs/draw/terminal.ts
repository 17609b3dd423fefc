// Draws what a program has written on a terminal of 80 columns.

import { box, columnPx, widthOfCharacter, linePx, picture, textAt } from './svg.ts';

const columns = 80;
const padPx = 14;
const colours = { page: '#0d1117', text: '#e6edf3', typed: '#7ee787' };

interface Line {
  readonly text: string;
  readonly isTyped: boolean;
}

/** `typed` is the command, of which each line is drawn as typed. */
export function drawTerminal(title: string, typed: readonly string[], written: readonly string[]): string {
  const lines = [...typed.flatMap(wrapped(true)), ...written.flatMap(wrapped(false))];
  const width = columns * columnPx + 2 * padPx;
  const height = lines.length * linePx + 2 * padPx;
  return picture({ width, height }, title, [
    box({ x: 0, y: 0, width, height }, colours.page),
    ...lines.map(({ text, isTyped }, at) =>
      textAt(padPx, padPx + at * linePx + linePx - 7, text, { fill: isTyped ? colours.typed : colours.text }),
    ),
  ]);
}

/** A line that is too long goes on in the next one, as on a terminal: anywhere, but not within a character. */
function wrapped(isTyped: boolean): (line: string) => readonly Line[] {
  return (line) => {
    const lines = [''];
    let used = 0;
    for (const character of line) {
      const needed = widthOfCharacter(character);
      if (used + needed > columns) {
        lines.push('');
        used = 0;
      }
      lines[lines.length - 1] += character;
      used += needed;
    }
    return lines.map((text) => ({ text, isTyped }));
  };
}
