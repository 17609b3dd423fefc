// How a table was read, told before anything of it is sent.

import { en, zh, type Shown } from '../../../shared/words/show.ts';
import type { Encoding } from '../../../shared/job/encoding.ts';
import type { Language, Sentences } from '../../../shared/words/sentences.ts';
import { count } from './count.ts';

/** The first few of several, and how many are left out. */
interface Columns {
  readonly columns: readonly Shown[];
  readonly more: number;
}

interface Above {
  /** Of the header. */
  readonly row: number;
  readonly texts: readonly Shown[];
  readonly more: number;
}

interface PassedOver {
  /** Of all rows that were passed over. */
  readonly all: number;
  /** The first few of them. */
  readonly rows: readonly { readonly row: number; readonly why: string }[];
}

type Title = Readonly<Record<Language, string>>;

interface Given {
  readonly title: Title;
  readonly value: Readonly<Record<Language, Shown>>;
}

const encodings: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16': 'UTF-16',
  gb18030: 'GB18030',
};

export const readingSentences = {
  of_file: {
    en: ({ file }: { file: string }) => `${file} was read like this:`,
    zh: ({ file }: { file: string }) => `${file} 的读取情况：`,
  },
  sheet: {
    en: ({ sheet }: { sheet: Shown }) => `sheet ${en.value(sheet)}`,
    zh: ({ sheet }: { sheet: Shown }) => zh.text`工作表：${zh.value(sheet)}`,
  },
  encoding: {
    en: ({ encoding }: { encoding: Encoding }) => `encoding ${encodings[encoding]}`,
    zh: ({ encoding }: { encoding: Encoding }) => `文件编码：${encodings[encoding]}`,
  },
  header: {
    en: ({ row, texts, more }: Above) =>
      `row ${row} is the header${texts.length === 0 ? '' : `; above it: ${listed(texts, more)}`}`,
    zh: ({ row, texts, more }: Above) =>
      zh.text`表头在第 ${row} 行${texts.length === 0 ? '' : zh.text`，上方内容：${lieChu(texts, more, '行')}`}`,
  },
  ignored: {
    en: ({ columns, more }: Columns) => `columns that were not read: ${listed(columns, more)}`,
    zh: ({ columns, more }: Columns) => zh.text`未读取的列：${lieChu(columns, more, '列')}`,
  },
  passed_over: {
    en: ({ all, rows }: PassedOver) => {
      const told = rows.map(({ row, why }) => `row ${row} (${why})`);
      const more = all - rows.length;
      return `${count(all, 'row')} passed over: ${[...told, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}`;
    },
    zh: ({ all, rows }: PassedOver) => {
      const told = rows.map(({ row, why }) => `第 ${row} 行（${why}）`).join('、');
      const more = all - rows.length;
      return `跳过 ${all} 行：${told}${more > 0 ? `，另有 ${more} 行` : ''}`;
    },
  },
  derived: {
    en: ({ fields }: { fields: readonly Title[] }) =>
      `worked out from other columns: ${fields.map((title) => title.en).join(', ')}`,
    zh: ({ fields }: { fields: readonly Title[] }) =>
      `由其他列得出：${fields.map((title) => title.zh).join('、')}`,
  },
  given: {
    en: ({ fields }: { fields: readonly Given[] }) =>
      `given once for all records: ${fields.map(({ title, value }) => `${title.en} ${en.plain(value.en)}`).join(', ')}`,
    zh: ({ fields }: { fields: readonly Given[] }) =>
      zh.text`所有记录统一取值：${fields.map(({ title, value }) => zh.text`${title.zh}为 ${zh.plain(value.zh)}`).join('、')}`,
  },
} satisfies Sentences;

function listed(values: readonly Shown[], more: number): string {
  return [...values.map(en.value), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function lieChu(values: readonly Shown[], more: number, unit: string): string {
  return `${values.map(zh.value).join('、')}${more > 0 ? `，另有 ${more} ${unit}` : ''}`;
}
