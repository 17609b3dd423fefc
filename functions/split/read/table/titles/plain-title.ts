// The plain form of a column's title, by which titles are compared: NFKC, Latin letters small, without blanks and characters that
// nobody sees, without * at its ends and without brackets that only explain.

/** What stands in brackets behind a title without changing what it means. */
const explaining: ReadonlySet<string> = new Set([
  '必填',
  '必填项',
  '选填',
  '选填项',
  '非必填',
  '可选',
  '元',
  '人民币元',
  '单位元',
  '单位:元',
  '文本',
  '文本格式',
  '日期',
  '数字',
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'yyyy.mm.dd',
  'yyyymmdd',
  '格式yyyy-mm-dd',
  '格式:yyyy-mm-dd',
  '格式yyyy/mm/dd',
  '格式:yyyy/mm/dd',
  'required',
  'optional',
  'text',
  'date',
  'number',
]);

/** What stands in brackets where amounts are written in another unit than the API's. */
const scales =
  /^(?:单位:?)?(?:人民币)?(?:百|千|万|亿|十万|百万|千万)元?$|^(?:in)?(?:thousands?|millions?|k|m)$/;

/** NFKC has made the brackets of full width that it knows into these. */
const brackets = /[([{【〔]([^()[\]{}【】〔〕]*)[)\]}】〕]/g;

/** No title is as long: a longer text is cut, and means nothing. */
const mostChars = 200;

export function plainTitle(title: string): string {
  if (title.length > mostChars) return `${title.slice(0, mostChars)}…`;
  const letters = title
    .normalize('NFKC')
    .replaceAll(/[\s\p{Z}\p{Cf}]+/gu, '')
    .toLowerCase();
  return withoutStars(
    letters.replaceAll(brackets, (all, content: string) => (explaining.has(content) ? '' : all)),
  );
}

/** `plain` without any brackets. */
export function withoutBrackets(plain: string): string {
  return withoutStars(plain.replaceAll(brackets, ''));
}

/** What stands in brackets in `plain` and says that amounts are in thousands or the like; undefined where nothing does. */
export function scaleIn(plain: string): string | undefined {
  const contents = Array.from(plain.matchAll(brackets), ([, content = '']) => content);
  return contents.find((content) => scales.test(content));
}

function withoutStars(text: string): string {
  return text.replaceAll(/^\*+|\*+$/g, '');
}
