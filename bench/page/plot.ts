// A plot of lines as SVG: a few series over one axis, each with its name at its end.

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** What the others stand beside, or nobody measured. */
  readonly dashed?: boolean;
  /** The place of its colour; its own place without it. */
  readonly colour?: number;
}

export interface Axis {
  readonly label: string;
  readonly ticks: readonly number[];
  readonly log?: boolean;
  readonly show?: (value: number) => string;
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

const [width, height] = [760, 400];
const [left, right, top, bottom] = [70, 590, 46, 340];
const colours = ['#2f6fdd', '#20a162', '#d9480f', '#8a3ffc', '#b8860b', '#5b6776', '#c2185b', '#00838f'];
const leastBetweenNames = 15;

export function svgOf({ title, x, y, series }: Plot): string {
  const across = scaleOf(x, left, right);
  const up = scaleOf(y, bottom, top);
  const names = apart(series.map(({ name, points }) => (name === '' ? bottom : up(points.at(-1)?.[1] ?? 0))));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="12" role="img" aria-labelledby="title">`,
    `  <title id="title">${escaped(title)}</title>`,
    `  <rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `  <text x="${left}" y="24" font-size="14" font-weight="600" fill="#12325f">${escaped(title)}</text>`,
    ...y.ticks.flatMap((tick) => [
      `  <path d="M${left} ${up(tick)}H${right}" stroke="#e2e8f0"/>`,
      `  <text x="${left - 8}" y="${up(tick) + 4}" text-anchor="end" fill="#4a5568">${shown(y, tick)}</text>`,
    ]),
    ...x.ticks.flatMap((tick) => [
      `  <path d="M${across(tick)} ${bottom}v5" stroke="#5b6776"/>`,
      `  <text x="${across(tick)}" y="${bottom + 20}" text-anchor="middle" fill="#4a5568">${shown(x, tick)}</text>`,
    ]),
    `  <path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="#5b6776"/>`,
    `  <text x="${(left + right) / 2}" y="${height - 14}" text-anchor="middle" fill="#4a5568">${escaped(x.label)}</text>`,
    `  <text x="16" y="${(top + bottom) / 2}" text-anchor="middle" fill="#4a5568" transform="rotate(-90 16 ${(top + bottom) / 2})">${escaped(y.label)}</text>`,
    ...series.flatMap(({ name, points, dashed, ...own }, index) => {
      const colour = colours[(own.colour ?? index) % colours.length] ?? '';
      const places = points.map(([px, py]) => `${across(px)} ${up(py)}`);
      return [
        `  <path d="M${places.join('L')}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="6 4"' : ''}/>`,
        ...(dashed
          ? []
          : points.map(([px, py]) => `  <circle cx="${across(px)}" cy="${up(py)}" r="3" fill="${colour}"/>`)),
        `  <text x="${right + 8}" y="${(names[index] ?? 0) + 4}" fill="${colour}">${escaped(name)}</text>`,
      ];
    }),
    '</svg>',
    '',
  ].join('\n');
}

function scaleOf({ ticks, log = false }: Axis, from: number, to: number): (value: number) => number {
  const place = (value: number) => (log ? Math.log10(value) : value);
  const [least, most] = [place(Math.min(...ticks)), place(Math.max(...ticks))];
  return (value) => Math.round((from + ((place(value) - least) / (most - least)) * (to - from)) * 10) / 10;
}

/** Names that would lie on one another are moved down. */
function apart(heights: readonly number[]): readonly number[] {
  const placed: number[] = [];
  let lowest = -Infinity;
  for (const [index, y] of [...heights.entries()].toSorted(([, a], [, b]) => a - b)) {
    lowest = Math.max(y, lowest + leastBetweenNames);
    placed[index] = lowest;
  }
  return placed;
}

function shown({ show = (value) => String(value) }: Axis, tick: number): string {
  return escaped(show(tick));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
