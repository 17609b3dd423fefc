// Escapes text from outside (a file, its name, a report, Feishu) for a terminal, and measures and cuts it. Control
// characters and most invisible ones become \u{1b} and the like. Otherwise a payment could rewrite the screen that asks
// about it.

/**
 * A character that is escaped: control, invisible, unassigned or private, a lone surrogate, a line or paragraph separator,
 * or a mark after eight others, which would pile up over other lines.
 */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=\p{M}{8})\p{M}/v;

/** Invisible characters that names and emoji need, so they are kept. Each must stand after a character it belongs to. */
const needed = [
  // U+200D joins two emoji into one, as for a profession or a family of several people.
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})/v,
  // U+FE0F shows the character before it as a coloured emoji, U+FE0E as a plain sign.
  /(?<=[\p{Emoji}\p{Extended_Pictographic}])[\uFE0E\uFE0F]/v,
  // A variation selector chooses the shape of the Chinese character before it. Some surnames are written with one.
  /(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/v,
  // U+200C keeps letters apart and U+200D joins them, in the Arabic script (as for Persian and Uyghur), in scripts of
  // India, and in Sinhala. The list takes two lines.
  /(?<=[[\p{L}\p{M}]&&[\p{scx=Arab}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}]])[\u200C\u200D]/v,
  /(?<=[[\p{L}\p{M}]&&[\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}]])[\u200C\u200D]/v,
  // These choose the form of the Mongolian letter before them, or set off a final vowel.
  /(?<=[\p{L}&&\p{scx=Mong}])[\u180B-\u180F]/v,
];
const neededOrHidden = new RegExp(`(${needed.map(({ source }) => source).join('|')})|${hidden.source}`, 'gv');

export function outside(text: string): string {
  if (!hidden.test(text)) return text;
  return text.replace(neededOrHidden, (found, kept?: string) => kept ?? escaped(found));
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** What takes two columns: in rough ranges, Wide and Fullwidth of https://www.unicode.org/reports/tr11. */
const wide =
  /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|^[\p{Emoji}]\uFE0F/v;
const onlyMarks = /^\p{M}/v;
/** In UTF-16 code units. Emoji of several people are the longest in use. A terminal shows a longer one as several. */
const longestGrapheme = 24;

/** Number of columns that the text takes on a screen. A Chinese character takes two. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfGrapheme(segment);
  return width;
}

function widthOfGrapheme(grapheme: string): number {
  if (grapheme.length > longestGrapheme) return grapheme.length;
  if (wide.test(grapheme)) return 2;
  return onlyMarks.test(grapheme) ? 0 : 1;
}

/** Escapes like `outside`. A text wider than `columns` is cut, and ends with … within them. */
export function fit(text: string, columns: number): string {
  // An id may have megabytes, so only as much is read as can be shown.
  const beginning = outside(text.slice(0, columns * longestGrapheme));
  const isWhole = text.length <= columns * longestGrapheme;
  if (isWhole && widthOf(beginning) <= columns) return beginning;
  let [shown, width] = ['', 0];
  for (const piece of piecesOf(beginning)) {
    width += widthOf(piece);
    if (width >= columns) break;
    shown += piece;
  }
  return `${shown}…`;
}

/** Pieces that must not be cut: each escape like \u{1b}, and each character with its marks. */
function* piecesOf(text: string): Generator<string> {
  for (const [at, part] of text.split(/(\\u\{[0-9a-f]{1,6}\})/).entries()) {
    if (at % 2 === 1) yield part;
    else for (const { segment } of graphemes.segment(part)) yield segment;
  }
}
