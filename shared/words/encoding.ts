// Faults of the encoding of a table's text.

import type { Sentences } from './sentences.ts';
import { en, zh, type Shown } from './show.ts';

interface TwoReadings {
  readonly line: number;
  /** The same bytes, read as UTF-8 and as GB18030. */
  readonly utf8: Shown;
  readonly gb18030: Shown;
}

interface Line {
  readonly line: number;
}

interface Asked {
  readonly asked: string;
}

export const encodingSentences = {
  two_readings: {
    en: ({ line, utf8, gb18030 }: TwoReadings) =>
      `line ${line} reads ${en.value(utf8)} in UTF-8 and ${en.value(gb18030)} in GB18030, and nothing in the file tells which is meant: save it as CSV UTF-8, or give encoding=gb18030 or encoding=utf-8`,
    zh: ({ line, utf8, gb18030 }: TwoReadings) =>
      `第 ${line} 行按 UTF-8 读取是 ${zh.value(utf8)}，按 GB18030 读取是 ${zh.value(gb18030)}，无法判断文件是哪种编码：请另存为“CSV UTF-8”，或用选项 encoding=gb18030 或 encoding=utf-8 指定`,
  },
  unknown: {
    en: ({ line }: Line) =>
      `the file is not in UTF-8 (line ${line}), and does not read like Chinese in GB18030: save it as CSV UTF-8, or give encoding=gb18030 if that is what it is`,
    zh: ({ line }: Line) =>
      `文件编码不是 UTF-8（第 ${line} 行），按 GB18030 读取也不像中文：请另存为“CSV UTF-8”；如果确实是 GB18030，请用选项 encoding=gb18030 指定`,
  },
  not_utf16: {
    en: ({ line }: Line) =>
      `the file begins as UTF-16 and is not in UTF-16 (line ${line}): save it again as CSV UTF-8`,
    zh: ({ line }: Line) => `文件开头标明是 UTF-16，但第 ${line} 行不是 UTF-16：请重新另存为“CSV UTF-8”`,
  },
  not_gb18030: {
    en: ({ line }: Line) => `the file is not in GB18030 (line ${line}): save it as CSV UTF-8`,
    zh: ({ line }: Line) => `文件编码不是 GB18030（第 ${line} 行）：请另存为“CSV UTF-8”`,
  },
  other_mark: {
    en: ({ asked, marked }: Asked & { marked: string }) =>
      `encoding is ${asked}, but the file begins with the byte order mark of ${marked}: leave encoding out, or save the file again`,
    zh: ({ asked, marked }: Asked & { marked: string }) =>
      `选项 encoding 指定的是 ${asked}，但文件开头的编码标记（BOM）是 ${marked}：请去掉该选项，或重新保存文件`,
  },
  utf16_needs_mark: {
    en: () =>
      'encoding is utf-16, but the file has no byte order mark: save it again as UTF-16 with one, or as CSV UTF-8',
    zh: () =>
      '选项 encoding 指定的是 utf-16，但文件开头没有编码标记（BOM）：请重新保存为带 BOM 的 UTF-16，或另存为“CSV UTF-8”',
  },
  only_for_text: {
    en: () => 'encoding is for tables of text (csv, tsv, txt): other files say it themselves',
    zh: () => '选项 encoding 只用于文本表格（csv、tsv、txt）：其他文件不需要指定编码',
  },
  not_here: {
    en: () => 'this runtime cannot read GB18030: save the file as CSV UTF-8',
    zh: () => '当前运行环境无法读取 GB18030：请将文件另存为“CSV UTF-8”',
  },
} satisfies Sentences;
