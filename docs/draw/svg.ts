// What the pictures of the pages share: text in SVG, and how wide it is. A reader's fonts are not known, so each piece of text is put
// into its own columns: a font that is wider, or that lacks Chinese characters, moves nothing else.

const fontPx = 13;
export const linePx = 22;
/** Half the width of a Chinese character, which is the width of a Latin one. */
export const columnPx = 7;

const fonts =
  "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei Mono', monospace";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function picture({ width, height }: Size, title: string, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="${fonts}" font-size="${fontPx}">`,
    `<title>${escaped(title)}</title>`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

export interface Style {
  readonly fill?: string;
  readonly weight?: 'bold';
}

/** `x` is where the text begins, `y` its base line. Empty for a blank text. */
export function textAt(x: number, y: number, text: string, { fill = '#1f2328', weight }: Style = {}): string {
  const bold = weight === undefined ? '' : ` font-weight="${weight}"`;
  const spans = piecesOf(text).map(
    ({ column, piece }) =>
      `<tspan x="${x + column * columnPx}" textLength="${widthInColumns(piece) * columnPx}" lengthAdjust="spacingAndGlyphs">${escaped(piece)}</tspan>`,
  );
  return spans.length === 0 ? '' : `<text y="${y}" fill="${fill}"${bold}>${spans.join('')}</text>`;
}

interface Piece {
  /** The columns before it. */
  readonly column: number;
  readonly piece: string;
}

/** Characters of one width, without blanks. */
function piecesOf(text: string): readonly Piece[] {
  return Array.from(text.matchAll(pieces), ({ 0: piece, index }) => ({
    column: widthInColumns(text.slice(0, index)),
    piece,
  }));
}

export function box(
  { x, y, width, height }: Size & { x: number; y: number },
  fill: string,
  line?: string,
): string {
  const stroke = line === undefined ? '' : ` stroke="${line}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${stroke}/>`;
}

/** A Chinese character, and a mark of full width, takes two columns. */
export function widthInColumns(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + widthOfCharacter(character), 0);
}

export function widthOfCharacter(character: string): number {
  return isWide.test(character) ? 2 : 1;
}

export function cutTo(text: string, columns: number): string {
  if (widthInColumns(text) <= columns) return text;
  let cut = '';
  for (const character of text) {
    if (widthInColumns(cut + character) > columns - 1) return `${cut}…`;
    cut += character;
  }
  return cut;
}

const wide =
  '\\u1100-\\u115F\\u2E80-\\uA4CF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE30-\\uFE6F\\uFF00-\\uFF60\\uFFE0-\\uFFE6';
const isWide = new RegExp(`[${wide}]`, 'u');
const pieces = new RegExp(`[${wide}]+|[^${wide}\\s]+`, 'gu');

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
