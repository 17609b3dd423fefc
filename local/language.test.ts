import { describe, expect, it } from 'vitest';

import { languageOf } from './language.ts';

describe('the language', () => {
  it.each([
    [[], {}, 'en'],
    [[], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LANG: 'zh' }, 'zh'],
    [[], { LANG: 'C.UTF-8' }, 'en'],
    [[], { LANG: 'de_DE.UTF-8' }, 'en'],
    [[], { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    [[], { LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'zh'],
    [[], { LC_ALL: 'C', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [[], { LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_TW.UTF-8' }, 'zh'],
    [['--language', 'zh'], { LANG: 'en_US.UTF-8' }, 'zh'],
    [['carry', 'a.csv', '--language=en'], { LC_ALL: 'zh_CN.UTF-8' }, 'en'],
    [['--language', 'fr'], { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [['--language'], {}, 'en'],
    [['--', '--language', 'zh'], {}, 'en'],
  ] as const)('of %j with %j is %s', (args, environment, language) => {
    expect(languageOf(args, environment)).toBe(language);
  });
});
