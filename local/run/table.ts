// Text in columns on a screen, where a Chinese character is as wide as two Latin ones.

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

function widthOf(text: string): number {
  return Array.from(text).reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}

export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const withTitles = titles.some((title) => title !== '') ? [titles, ...rows] : rows;
  const widths = columns.map((_, at) => Math.max(0, ...withTitles.map((row) => widthOf(row[at] ?? ''))));
  return withTitles.map((row) =>
    columns
      .map(({ right = false }, at) => {
        const cell = row[at] ?? '';
        const blanks = ' '.repeat((widths[at] ?? 0) - widthOf(cell));
        return right ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}
