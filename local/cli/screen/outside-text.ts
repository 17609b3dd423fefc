// Escapes text from outside (a file, its name, a report, Feishu) for a terminal. Control characters and invisible ones
// become \u{1b} and the like. Otherwise a payment could rewrite the screen that asks about it.

/** Also lone surrogates, unassigned and private characters, and marks that pile up over other lines. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=\p{M}{8})\p{M}/v;

/** Invisible characters that names and emoji need. One at a time, and only after the character that they belong to. */
const needed = [
  // Joined emoji: families, professions.
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})/v,
  // Colour or outline of an emoji.
  /(?<=[\p{Emoji}\p{Extended_Pictographic}])[\uFE0E\uFE0F]/v,
  // The variant of a Chinese character that a family writes its name with.
  /(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/v,
  // Persian, Uyghur and the scripts of India join letters or keep them apart.
  /(?<=[[\p{L}\p{M}]&&[\p{scx=Arab}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}]])[\u200C\u200D]/v,
  /(?<=[[\p{L}\p{M}]&&[\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}]])[\u200C\u200D]/v,
  // Mongolian letters have final forms.
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
/** https://www.unicode.org/reports/tr11: wide and fullwidth. */
const wide =
  /^[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|^[\p{Emoji}]\uFE0F/v;
const onlyMarks = /^\p{M}/v;
/** Emoji of families are the longest characters in use. A terminal shows a longer one as several. */
const longestGrapheme = 24;

/** Columns on a screen. A Chinese character takes two. */
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

/** Escapes like `outside`, and cuts at `columns` with … */
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

/** Pieces that must not be cut: an escape is one. */
function* piecesOf(text: string): Generator<string> {
  for (const [at, part] of text.split(/(\\u\{[0-9a-f]{1,6}\})/).entries()) {
    if (at % 2 === 1) yield part;
    else for (const { segment } of graphemes.segment(part)) yield segment;
  }
}
