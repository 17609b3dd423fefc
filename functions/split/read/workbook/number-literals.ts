// What a section of a number format shows beside the digits: a sign, a currency, or words that make another amount of the number.
//
// - Only words that are known to change nothing may stand there. All others count as words that do.
// - ¥ and 元 are the currency of the table, whatever the language of the sign.

/** Stands in the text of a section for its digits. */
export const digitsHere = '#';

export interface Literals {
  /** minus: also 负. brackets: around the digits. */
  readonly sign: 'none' | 'minus' | 'brackets';
  /** As the format has it, such as US$; undefined where it shows none, or ¥ or 元. */
  readonly currency: string | undefined;
  /** It shows something else, as 0.0"k" and 0"年" do. */
  readonly words: boolean;
}

const minus = /[-−–—负負]/u;
const own = /人民[币幣]|[元圆圓][整正]?|RMB|CNY|(?:CN)?¥/giu;
const harmless = /[\s#()+:\-−–—负負]/gu;

/** Has a sign of its own, as $ and US$ do. */
const withSign = /[A-Z]*(?!¥)\p{Sc}/iu;
const inChinese =
  /[美港欧歐日澳加新韩韓台臺]元|[港台澳新][币幣]|英[镑鎊]|[卢盧]布|[卢盧]比|泰[铢銖]|法郎|比索|越南盾|令吉|林吉特/u;
const codes: ReadonlySet<string> = new Set(
  Intl.supportedValuesOf('currency').filter((code) => code !== 'CNY'),
);

/** `text`: the section without what it does not show, with `digitsHere` for its digits. `signs`: those in [$…]. */
export function literalsIn(text: string, signs: readonly string[]): Literals {
  const plain = text.normalize('NFKC');
  return {
    sign: signIn(plain),
    currency: signs.find((sign) => rest(sign.normalize('NFKC')) !== '') ?? currencyIn(plain),
    words: rest(plain) !== '',
  };
}

function signIn(plain: string): Literals['sign'] {
  if (minus.test(plain)) return 'minus';
  const before = plain.slice(0, plain.indexOf(digitsHere));
  const behind = plain.slice(plain.lastIndexOf(digitsHere) + 1);
  return before.lastIndexOf('(') > before.lastIndexOf(')') && behind.includes(')') ? 'brackets' : 'none';
}

function currencyIn(plain: string): string | undefined {
  const [named] = withSign.exec(plain) ?? inChinese.exec(plain) ?? [];
  return named ?? plain.match(/[a-z]+/gi)?.find((word) => codes.has(word.toUpperCase()));
}

function rest(plain: string): string {
  return plain.replaceAll(own, '').replaceAll(harmless, '');
}
