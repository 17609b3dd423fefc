// The form of the words about Feishu's codes: Feishu's own sentences in English and Chinese, and advice in both.

import type { Language } from '../sentences.ts';

export interface CodeWords {
  readonly en: string;
  readonly zh: string;
  /** What a person should do about it. */
  readonly advice: Readonly<Record<Language, string>>;
}

export type WordsByCode = Readonly<Record<number, CodeWords>>;
