// Joins a Chinese sentence with facts of which each may be Chinese or not: joinChinese`应为${expected}`. Where a fact begins or ends,
// a blank stands between a Chinese character and a letter, digit or quote, and none between two Chinese characters or beside
// Chinese punctuation.

export function joinChinese(pieces: TemplateStringsArray, ...facts: readonly (string | number)[]): string {
  return facts.reduce<string>(
    (text, fact, at) => joined(joined(text, String(fact)), pieces[at + 1] ?? ''),
    pieces[0] ?? '',
  );
}

function joined(before: string, after: string): string {
  const [left, right] = [before.trimEnd(), after.trimStart()];
  const [last = '', first = ''] = [left.at(-1), right.at(0)];
  if (last === '' || first === '') return before + after;
  if (isMark(last) || isMark(first)) return left + right;
  if (isHan(last) !== isHan(first)) return `${left} ${right}`;
  return isHan(last) ? left + right : before + after;
}

const isHan = (character: string) => /\p{Script=Han}/u.test(character);
const isMark = (character: string) => /[，。；：、！？（）“”]/u.test(character);
