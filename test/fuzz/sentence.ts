// Checks a sentence for people: some words on one line, and no character that a terminal or a table could take for a
// command.

/** Characters that no sentence may hold: controls, line ends, those that turn the direction of writing, and lone surrogates. */
const hidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

export function checkSentence(sentence: string): void {
  const found = hidden.exec(sentence);
  if (found)
    throw new Error(`a sentence holds U+${found[0].charCodeAt(0).toString(16)}: ${JSON.stringify(sentence)}`);
  if (!/\p{L}{2}/u.test(sentence)) throw new Error(`no sentence: ${JSON.stringify(sentence)}`);
}
