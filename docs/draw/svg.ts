// What the pictures of the pages share: text in SVG, and how wide it is.

export const fontPx = 13;
export const linePx = 22;
/** Half the width of a Chinese character, which is the width of a Latin one. */
export const columnPx = 7;

const fonts =
  "ui-monospace, 'SFMono-Regular', Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function picture({ width, height }: Size, title: string, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="${fonts}" font-size="${fontPx}">`,
    ...content,
    '</svg>',
    '',
  ].join('\n');
}

export interface Style {
  readonly fill?: string;
  readonly weight?: 'bold';
}

/** `x` is where the text begins, `y` its base line. */
export function textAt(x: number, y: number, text: string, { fill = '#1f2328', weight }: Style = {}): string {
  const bold = weight === undefined ? '' : ` font-weight="${weight}"`;
  // A browser's own font may be wider: the text is kept to its columns.
  const length =
    text === '' ? '' : ` textLength="${columnsOf(text) * columnPx}" lengthAdjust="spacingAndGlyphs"`;
  return `<text x="${x}" y="${y}" fill="${fill}"${bold}${length} xml:space="preserve">${escaped(text)}</text>`;
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
export function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);
}

export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let cut = '';
  for (const character of text) {
    if (columnsOf(cut + character) > columns - 1) return `${cut}…`;
    cut += character;
  }
  return cut;
}

function isWide(character: string): boolean {
  return /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u.test(
    character,
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
