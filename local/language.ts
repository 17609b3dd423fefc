// The language of what a command shows: of the flag --language, else of the locale in the environment.

import { languages, type Language } from '../shared/words/sentences.ts';

export type { Language };

/**
 * Also for a command line that is wrong elsewhere, whose faults are told in this language. A value of --language that is no
 * language is told as a fault by whoever reads the flags.
 */
export function languageOf(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = valuesOf('--language', args).at(-1);
  return languages.find((known) => known === asked) ?? ofLocale(environment);
}

function valuesOf(flag: string, args: readonly string[]): readonly (string | undefined)[] {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).flatMap((arg, at) => {
    if (arg === flag) return [args[at + 1]];
    return arg.startsWith(`${flag}=`) ? [arg.slice(flag.length + 1)] : [];
  });
}

/** The first of the three that is not empty decides: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
function ofLocale({
  LC_ALL: all,
  LC_MESSAGES: messages,
  LANG: lang,
}: Readonly<Record<string, string | undefined>>): Language {
  const locale = [all, messages, lang].find((value) => value !== undefined && value !== '') ?? '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
