// The known title that an unknown one was probably meant to be. Chinese titles are short and differ by one character (开始日期,
// 结束日期), so fewer changes are taken for a slip than in Latin ones.

import { distance, nearest } from '../../../../../shared/words/nearest.ts';
import type { KnownTitles } from './known-titles.ts';
import { plainTitle, withoutBrackets } from './plain-title.ts';

/** One character in so many may differ, so a shorter title is near to none. */
const charsForASlip = 4;
const han = /\p{Script=Han}/u;

/** Undefined if no title is near. `names`: the API's names, as columns of this table would have them. */
export function nearTitle(
  title: string,
  known: KnownTitles,
  names: (number: string) => readonly string[],
): string | undefined {
  const plain = plainTitle(title);
  const bare = withoutBrackets(plain);
  // A bracket that nobody knows, or a number on a field that has none: 总金额(美元), 总金额1.
  const [, unnumbered = bare, digits = ''] = /^(.*?\D)(\d+)$/.exec(bare) ?? [];
  for (const part of [bare, unnumbered])
    if (part !== plain && known.meaningOfPlain(part)) return titleOf(part, known);
  return han.test(plain) ? nearHan(bare, unnumbered, digits, known) : nearLatin(title, known, names);
}

function nearHan(bare: string, unnumbered: string, digits: string, known: KnownTitles): string | undefined {
  const titles = known.titles.filter((each) => han.test(each));
  const whole = titles.find((each) => isSlip(bare, plainTitle(each)));
  const begins = titles.find((each) => isSlip(unnumbered, plainTitle(each)));
  return whole ?? (begins === undefined ? undefined : begins + digits);
}

function nearLatin(
  title: string,
  known: KnownTitles,
  names: (number: string) => readonly string[],
): string | undefined {
  const titles = known.titles.filter((each) => !han.test(each));
  const number = /\.([1-9]\d*)\./.exec(title)?.[1] ?? '1';
  return nearest(title, [...names(number), ...titles]);
}

function titleOf(plain: string, { titles }: KnownTitles): string {
  return titles.find((title) => plainTitle(title) === plain) ?? plain;
}

function isSlip(found: string, meant: string): boolean {
  const most = Math.floor(Math.min(found.length, meant.length) / charsForASlip);
  return Math.abs(found.length - meant.length) <= most && distance(found, meant) <= most;
}
