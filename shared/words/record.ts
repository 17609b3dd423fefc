// What is wrong with a record, as its row in the report's file of failed records says it. Most sentences name the field, its value
// and what was expected. They may quote pay data, so they belong into the report and never into a log.

import type { Sentences } from './sentences.ts';
import { en, zh, type Field, type Shown } from './show.ts';

interface Wrong {
  readonly field: Field;
  readonly value: Shown;
  readonly expected: string;
}

interface Value {
  readonly field: Field;
  readonly value: Shown;
}

interface Ragged {
  readonly row: number;
  readonly cells: number;
  readonly width: number;
}

interface Disagreement {
  readonly field: Field;
  readonly first: Shown;
  readonly firstRow: number;
  readonly second: Shown;
  readonly secondRow: number;
}

interface TwoDates {
  readonly field: Field;
  readonly date: string;
  readonly other: Field;
  readonly otherDate: string;
}

interface HalfPeriod {
  readonly blank: Field;
  readonly filled: Field;
}

interface Frequency {
  readonly frequency: number;
  readonly details: number;
}

export const recordSentences = {
  no_object: {
    en: ({ value }: { value: Shown }) => `the record is ${en.value(value)}, expected an object`,
    zh: ({ value }: { value: Shown }) => zh.text`这条记录${zh.is(value)}，应为 JSON 对象`,
  },
  no_json: { en: () => 'the line is not JSON', zh: () => '这一行不是 JSON' },
  too_deep: {
    en: ({ field, levels }: { field: Field; levels: number }) =>
      `${en.field(field)} is nested more than ${levels} levels deep`,
    zh: ({ field, levels }: { field: Field; levels: number }) =>
      zh.text`${zh.field(field)} 的层级超过 ${levels} 层`,
  },
  list_too_long: {
    en: ({ field, value, most }: Value & { most: number }) =>
      `${en.field(field)} is ${en.value(value)}, expected at most ${most}`,
    zh: ({ field, value, most }: Value & { most: number }) =>
      zh.text`${zh.field(field)}${zh.is(value)}，最多允许 ${most} 项`,
  },
  too_large: {
    en: ({ bytes, most }: { bytes: number; most: number }) =>
      `the record takes ${bytes} bytes, a call carries ${most} at most`,
    zh: ({ bytes, most }: { bytes: number; most: number }) =>
      `这条记录有 ${bytes} 字节，一次提交最多 ${most} 字节`,
  },
  repeated: {
    en: ({ field, value, row }: Value & { row: number }) =>
      `${en.field(field)} ${en.value(value)} stands already in row ${row} of this file`,
    zh: ({ field, value, row }: Value & { row: number }) =>
      zh.text`${zh.field(field)} ${zh.value(value)} 在本文件第 ${row} 行已经出现过`,
  },
  unclear_before: {
    en: ({ status }: { status: string }) =>
      `_status is ${status}: nobody knows whether this record was paid. Look it up in Feishu, and empty the cell only if it is not there`,
    zh: ({ status }: { status: string }) =>
      `_status 是 ${status}：这条记录是否已经发放还不清楚。请先到飞书核对，确认飞书里没有这条记录后，再清空该单元格`,
  },

  // Faults of rows of a table.
  ragged: {
    en: ({ row, cells, width }: Ragged) =>
      `row ${row} has ${cells} cells, the header has ${width}: is a comma missing, or one too many?`,
    zh: ({ row, cells, width }: Ragged) =>
      `第 ${row} 行有 ${cells} 个单元格，表头有 ${width} 个：是不是少了或多了一个逗号？`,
  },
  rows_disagree: {
    en: ({ field, first, firstRow, second, secondRow }: Disagreement) =>
      `${en.field(field)} is ${en.value(first)} in row ${firstRow}, but ${en.value(second)} in row ${secondRow} of the same record`,
    zh: ({ field, first, firstRow, second, secondRow }: Disagreement) =>
      zh.text`同一条记录的 ${zh.field(field)} 不一致：第 ${firstRow} 行${zh.is(first)}，第 ${secondRow} 行${zh.is(second)}`,
  },
  damaged_id: {
    en: ({ field, value }: Value) =>
      `${en.field(field)} is ${en.value(value)}: a spreadsheet took it for a number and cut its digits. Format the column as text and fill it in again`,
    zh: ({ field, value }: Value) =>
      zh.text`${zh.field(field)} 是 ${zh.value(value)}：表格软件把它当成了数值，部分数字已丢失。请把该列设为文本格式后重新填写`,
  },
  in_row: {
    en: ({ row, message }: { row: number; message: string }) => `row ${row}: ${message}`,
    zh: ({ row, message }: { row: number; message: string }) => `第 ${row} 行：${message}`,
  },

  // Faults of one field.
  field_unknown: {
    en: ({ field }: { field: Field }) => `${en.field(field)} is not a field that the API knows`,
    zh: ({ field }: { field: Field }) => zh.text`接口没有 ${zh.field(field)} 这个字段`,
  },
  field_absent: {
    en: ({ field }: { field: Field }) => `${en.field(field)} is required but absent`,
    zh: ({ field }: { field: Field }) => zh.text`${zh.field(field)} 必填，但没有填写`,
  },
  field_wrong: {
    en: ({ field, value, expected }: Wrong) =>
      `${en.field(field)} is ${en.value(value)}, expected ${expected}`,
    zh: ({ field, value, expected }: Wrong) => zh.text`${zh.field(field)}${zh.is(value)}，应为${expected}`,
  },

  // Faults of several fields together.
  other_frequency: {
    en: ({ frequency, details }: Frequency) =>
      `issuance_frequency is ${frequency}, but there ${details === 1 ? 'is 1 detail' : `are ${details} details`}`,
    zh: ({ frequency, details }: Frequency) => `发放次数是 ${frequency}，但发放明细有 ${details} 条`,
  },
  other_sum: {
    en: ({ total, sum }: { total: Shown; sum: Shown }) =>
      `total_amount is ${en.plain(total)}, but the details add up to ${en.plain(sum)}`,
    zh: ({ total, sum }: { total: Shown; sum: Shown }) =>
      zh.text`总金额是 ${zh.plain(total)}，但各条明细合计为 ${zh.plain(sum)}`,
  },
  later_than: {
    en: ({ field, date, other, otherDate }: TwoDates) =>
      `${en.field(field)} is ${date}, later than ${en.field(other)}, ${otherDate}`,
    zh: ({ field, date, other, otherDate }: TwoDates) =>
      zh.text`${zh.field(field)} 是 ${date}，晚于 ${zh.field(other)} 的 ${otherDate}`,
  },
  half_period: {
    en: ({ blank, filled }: HalfPeriod) =>
      `${en.field(blank)} is empty, but ${en.field(filled)} is not: fill in both or neither`,
    zh: ({ blank, filled }: HalfPeriod) =>
      zh.text`${zh.field(filled)} 已填写，但 ${zh.field(blank)} 为空：两项要么都填，要么都不填`,
  },
  before_record_period: {
    en: ({ field, date, from }: { field: Field; date: string; from: string }) =>
      `${en.field(field)} is ${date}, before the record's reference_period_start_date, ${from}`,
    zh: ({ field, date, from }: { field: Field; date: string; from: string }) =>
      zh.text`${zh.field(field)} 是 ${date}，早于记录的所属期开始日期 ${from}`,
  },
  after_record_period: {
    en: ({ field, date, to }: { field: Field; date: string; to: string }) =>
      `${en.field(field)} is ${date}, after the record's reference_period_end_date, ${to}`,
    zh: ({ field, date, to }: { field: Field; date: string; to: string }) =>
      zh.text`${zh.field(field)} 是 ${date}，晚于记录的所属期结束日期 ${to}`,
  },
} satisfies Sentences;

/** What a field should have been, as it stands behind the word "expected" (应为) in a sentence. */
export const expectations = {
  object: { en: () => 'an object', zh: () => 'JSON 对象' },
  text: { en: () => 'text', zh: () => '文本' },
  list: { en: () => 'a list', zh: () => '列表' },
  some_text: { en: () => 'some text', zh: () => '非空文本' },
  plain_name: {
    en: () => 'text without blanks and invisible characters',
    zh: () => '不含空格和不可见字符的文本',
  },
  at_most_chars: {
    en: ({ chars }: { chars: number }) => `at most ${chars} characters`,
    zh: ({ chars }: { chars: number }) => `不超过 ${chars} 个字符`,
  },
  at_most: {
    en: ({ items }: { items: number }) => `at most ${items}`,
    zh: ({ items }: { items: number }) => `不超过 ${items} 项`,
  },
  amount: {
    en: () => 'a number in digits with an optional decimal point, like 2000.00',
    zh: () => '数字，可带小数点，如 2000.00',
  },
  amount_as_text: { en: () => 'an amount as text, like 2000.00', zh: () => '文本形式的金额，如 2000.00' },
  not_zero: { en: () => 'an amount other than 0', zh: () => '不等于 0 的金额' },
  date: { en: () => 'a date that exists, written YYYY-MM-DD', zh: () => '有效日期，格式为 YYYY-MM-DD' },
  time: {
    en: () => 'a time that exists, written YYYY-MM-DD hh:mm:ss in UTC+8',
    zh: () => '有效时间（东八区），格式为 YYYY-MM-DD hh:mm:ss',
  },
  one_of: {
    en: ({ values }: { values: readonly string[] }) => `one of ${values.join(', ')}`,
    zh: ({ values }: { values: readonly string[] }) => `以下之一：${values.join('、')}`,
  },
  integer: { en: () => 'an integer', zh: () => '整数' },
  integer_from: {
    en: ({ min }: { min: number }) => `an integer of ${min} or more`,
    zh: ({ min }: { min: number }) => `不小于 ${min} 的整数`,
  },
  integer_to: {
    en: ({ max }: { max: number }) => `an integer of ${max} or less`,
    zh: ({ max }: { max: number }) => `不大于 ${max} 的整数`,
  },
  true_or_false: { en: () => 'true or false', zh: () => 'true 或 false' },
  percent: { en: () => 'a number from 0 to 100', zh: () => '0 到 100 之间的数字' },
  whole_number: { en: () => 'a whole number', zh: () => '0 或正整数' },
  user_id_type: {
    en: () => 'open_id, union_id, user_id or people_corehr_id',
    zh: () => 'open_id、union_id、user_id 或 people_corehr_id',
  },
  approval: { en: () => 'required or none', zh: () => 'required 或 none' },

  language: { en: () => 'en or zh', zh: () => 'en 或 zh' },
  another_value: { en: () => 'another value', zh: () => '其他值' },

  // Fields of an export message.
  dataset: {
    en: () => '1 to 64 letters, digits, - or _, first a letter or digit',
    zh: () => '1 到 64 个字母、数字、- 或 _，以字母或数字开头',
  },
  utc_time: {
    en: () => 'a time in UTC like 2026-11-20T02:00:00Z',
    zh: () => 'UTC 时间，如 2026-11-20T02:00:00Z',
  },
} satisfies Sentences;
