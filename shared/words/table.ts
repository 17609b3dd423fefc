// What is said of tables as people write them: faults of titles, totals and cells, and what was passed over.

import type { Sentences } from './sentences.ts';
import { en, zh, type Field, type Shown } from './show.ts';

interface Cell {
  readonly field: Field;
  readonly value: Shown;
}

interface Total {
  /** Where the total is stated: a row, or a cell of a workbook. */
  readonly place: string;
  /** The column's title. */
  readonly name: Shown;
}

interface OtherTotal extends Total {
  readonly expected: Shown;
  readonly sum: Shown;
  /** How many amounts of the column cannot be read. */
  readonly unread: number;
}

interface Apart {
  /** The title of the column of identities. */
  readonly field: string;
  readonly value: Shown;
  readonly first: number;
  readonly second: number;
}

interface Count {
  readonly place: string;
  readonly expected: Shown;
  readonly records: number;
}

interface Given {
  /** As it was given. */
  readonly name: Shown;
  /** What may be given. */
  readonly known: readonly string[];
}

export const tableSentences = {
  // Faults of titles.
  column_missing: {
    en: ({ field, title }: { field: string; title: string }) => `the column ${field} (${title}) is missing`,
    zh: ({ title }: { field: string; title: string }) => zh.text`缺少“${title}”列`,
  },
  column_scaled: {
    en: ({ name, unit }: { name: Shown; unit: Shown }) =>
      `the amounts in the column ${en.value(name)} are in ${en.value(unit)}: write them in full, and take the unit out of the title`,
    zh: ({ name, unit }: { name: Shown; unit: Shown }) =>
      zh.text`列 ${zh.value(name)} 的单位是 ${zh.value(unit)}：请填写完整金额，并去掉标题中的单位`,
  },
  column_of_money: {
    en: ({ name }: { name: Shown }) =>
      `the column ${en.value(name)} holds money that would not be paid as it stands: take it out, or begin its title with _ if it is a note`,
    zh: ({ name }: { name: Shown }) =>
      zh.text`列 ${zh.value(name)} 是金额或扣款，但不会按它发放：请删除该列；如果只是备查，请在标题前加下划线“_”`,
  },
  columns_of_one_field: {
    en: ({ first, second }: { first: Shown; second: Shown }) =>
      `the columns ${en.value(first)} and ${en.value(second)} mean the same: leave one of them`,
    zh: ({ first, second }: { first: Shown; second: Shown }) =>
      zh.text`列 ${zh.value(first)} 和 ${zh.value(second)} 是同一个字段：请只保留一列`,
  },
  column_untitled: {
    en: ({ number, row, value }: { number: number; row: number; value: Shown }) =>
      `column ${number} has no title, and holds ${en.value(value)} in row ${row}: give it a title, or empty it`,
    zh: ({ number, row, value }: { number: number; row: number; value: Shown }) =>
      zh.text`第 ${number} 列没有标题，但第 ${row} 行填了 ${zh.value(value)}：请补上标题，或清空该列`,
  },
  two_headers: {
    en: ({ first, second }: { first: number; second: number }) =>
      `rows ${first} and ${second} have the same number of known titles: which is the header? Leave one of them`,
    zh: ({ first, second }: { first: number; second: number }) =>
      zh.text`第 ${first} 行和第 ${second} 行都像表头，无法判断哪一行是：请只保留一行`,
  },

  // What is given once for all records.
  default_unknown: {
    en: ({ name, known }: Given) =>
      `${en.value(name)} cannot be given once for all: ${known.length === 0 ? 'of this operation nothing can' : `only ${known.join(', ')} can`}`,
    zh: ({ name, known }: Given) =>
      zh.text`${zh.value(name)} 不能统一指定${known.length === 0 ? '：该操作没有可以统一指定的字段' : zh.text`，只有 ${known.map(withFullBrackets).join('、')} 可以`}`,
  },
  default_beside_column: {
    en: ({ field, column }: { field: string; column: Shown }) =>
      `default.${field} is given, and the file has the column ${en.value(column)}: leave one of them out`,
    zh: ({ field, column }: { field: string; column: Shown }) =>
      zh.text`既指定了 default.${field}，文件里又有列 ${zh.value(column)}：请只保留一个`,
  },
  default_twice: {
    en: ({ field, first, second }: { field: string; first: Shown; second: Shown }) =>
      `default.${field} is given twice, as ${en.value(first)} and ${en.value(second)}`,
    zh: ({ field, first, second }: { field: string; first: Shown; second: Shown }) =>
      zh.text`default.${field} 指定了两次，分别是 ${zh.value(first)} 和 ${zh.value(second)}`,
  },
  only_for_tables: {
    en: ({ name }: { name: Shown }) =>
      `the option ${en.value(name)} is for tables only: in JSON each record has all of its fields`,
    zh: ({ name }: { name: Shown }) =>
      zh.text`选项 ${zh.value(name)} 只用于表格：JSON 的每条记录要写全所有字段`,
  },
  only_for_workbooks: {
    en: () => 'the option sheet is for workbooks only',
    zh: () => '选项 sheet 只用于 Excel 工作簿',
  },

  // Totals that the table itself states.
  rows_apart: {
    en: ({ field, value, first, second }: Apart) =>
      `${en.name(field)} ${en.value(value)} stands in row ${first} and again in row ${second}, with others between: sort the table so that all rows of one payment follow each other`,
    zh: ({ field, value, first, second }: Apart) =>
      zh.text`${zh.name(field)} ${zh.value(value)} 在第 ${first} 行出现，又在第 ${second} 行出现，中间隔着其他记录：请重新排序，让同一笔发放的各行连在一起`,
  },
  unit_above: {
    en: ({ row, unit }: { row: number; unit: Shown }) =>
      `row ${row} says ${en.value(unit)}: write the amounts in full, in the currency's own unit, and take this out`,
    zh: ({ row, unit }: { row: number; unit: Shown }) =>
      zh.text`第 ${row} 行写明 ${zh.value(unit)}：请把金额改为以元为单位的完整数字，并删去这个说明`,
  },
  number_in_total: {
    en: ({ place, name, value }: Total & { value: Shown }) =>
      `${place} is a total and holds ${en.value(value)} in the column ${en.value(name)}, which has no amounts: has a column slipped?`,
    zh: ({ place, name, value }: Total & { value: Shown }) =>
      zh.text`${place}是合计行，但在 ${zh.value(name)} 列有 ${zh.value(value)}，该列不是金额：是不是错列了？`,
  },
  subtotal: {
    en: ({ row }: { row: number }) => `row ${row} is a subtotal: take it out, for it is no payment`,
    zh: ({ row }: { row: number }) => zh.text`第 ${row} 行是小计，不是发放记录：请删除该行`,
  },
  rows_behind_total: {
    en: ({ row, next }: { row: number; next: number }) =>
      `row ${row} is a total, and rows follow it (row ${next}): a total is the last row of a table`,
    zh: ({ row, next }: { row: number; next: number }) =>
      zh.text`第 ${row} 行是合计，但后面还有数据（第 ${next} 行）：合计只能放在最后`,
  },
  row: {
    en: ({ row }: { row: number }) => `row ${row}`,
    zh: ({ row }: { row: number }) => zh.text`第 ${row} 行`,
  },
  other_total: {
    en: ({ place, name, expected, sum, unread }: OtherTotal) =>
      `${place} says a total of ${en.plain(expected)} in the column ${en.value(name)}, the rows above add up to ${en.plain(sum)}` +
      (unread === 0 ? '' : `; ${unread} of its amounts cannot be read`),
    zh: ({ place, name, expected, sum, unread }: OtherTotal) =>
      zh.text`${place}写明列 ${zh.value(name)} 合计 ${zh.plain(expected)}，但上面各行相加为 ${zh.plain(sum)}` +
      (unread === 0 ? '' : `；其中 ${unread} 个金额无法识别`),
  },
  total_unreadable: {
    en: ({ place, name, value }: Total & { value: Shown }) =>
      `${place} says a total of ${en.value(value)} in the column ${en.value(name)}, which cannot be read: write it like 12345.60`,
    zh: ({ place, name, value }: Total & { value: Shown }) =>
      zh.text`${place}写明列 ${zh.value(name)} 合计 ${zh.value(value)}，但无法识别：请写成 12345.60 的形式`,
  },
  other_count: {
    en: ({ place, expected, records }: Count) =>
      `${place} says ${en.plain(expected)} records, the table has ${records}`,
    zh: ({ place, expected, records }: Count) =>
      zh.text`${place}写明共 ${zh.plain(expected)} 笔，但表里有 ${records} 笔`,
  },

  // Workbooks.
  sheet_unknown: {
    en: ({ name, sheets }: { name: Shown; sheets: readonly Shown[] }) =>
      `the workbook has no sheet ${en.value(name)}; there are ${sheets.map(en.value).join(', ')}`,
    zh: ({ name, sheets }: { name: Shown; sheets: readonly Shown[] }) =>
      zh.text`工作簿里没有工作表 ${zh.value(name)}；现有工作表：${sheets.map(zh.value).join('、')}`,
  },
  no_sheet: {
    en: () => 'the workbook has no visible sheet with cells',
    zh: () => '工作簿里没有可见且有内容的工作表',
  },
  no_sheet_with_header: {
    en: ({ sheets }: { sheets: readonly Shown[] }) =>
      `none of the sheets ${sheets.map(en.value).join(', ')} has a header with known titles in its first 20 rows`,
    zh: ({ sheets }: { sheets: readonly Shown[] }) =>
      zh.text`工作表 ${sheets.map(zh.value).join('、')} 的前 20 行里都没有能识别的表头`,
  },
  several_sheets: {
    en: ({ sheets }: { sheets: readonly Shown[] }) =>
      `the sheets ${sheets.map(en.value).join(', ')} each have a header: leave one of them, or say which with the option sheet=`,
    zh: ({ sheets }: { sheets: readonly Shown[] }) =>
      zh.text`工作表 ${sheets.map(zh.value).join('、')} 都有表头：请只保留一个，或用选项 sheet= 指定读取哪一个`,
  },
  cell_untitled: {
    en: ({ cell, value }: { cell: Shown; value: Shown }) =>
      `${en.plain(cell)} holds ${en.value(value)}, and its column has no title: give it a title, or empty it`,
    zh: ({ cell, value }: { cell: Shown; value: Shown }) =>
      zh.text`${zh.plain(cell)} 填了 ${zh.value(value)}，但该列没有标题：请补上标题，或清空该列`,
  },
  merged: {
    en: ({ range }: { range: Shown }) =>
      `the cells ${en.plain(range)} are merged, so only one of them has a value: unmerge them, and fill in each`,
    zh: ({ range }: { range: Shown }) =>
      zh.text`单元格 ${zh.plain(range)} 已合并，其中只有一个有值：请取消合并后逐格填写`,
  },

  // Faults of cells.
  at_field: {
    en: ({ field, why }: { field: Field; why: string }) => `${en.field(field)}: ${why}`,
    zh: ({ field, why }: { field: Field; why: string }) => zh.text`${zh.field(field)}：${why}`,
  },
  two_readings: {
    en: ({ field, value, one, other }: Cell & { one: Shown; other: Shown }) =>
      `${en.field(field)} is ${en.value(value)}, which may mean ${en.plain(one)} or ${en.plain(other)}: write the one that is meant`,
    zh: ({ field, value, one, other }: Cell & { one: Shown; other: Shown }) =>
      zh.text`${zh.field(field)} 是 ${zh.value(value)}，可能是 ${zh.plain(one)}，也可能是 ${zh.plain(other)}：请写清楚是哪一个`,
  },
  write_instead: {
    en: ({ field, value, instead }: Cell & { instead: Shown }) =>
      `${en.field(field)} is ${en.value(value)}: if ${en.plain(instead)} is meant, write it so`,
    zh: ({ field, value, instead }: Cell & { instead: Shown }) =>
      zh.text`${zh.field(field)} 是 ${zh.value(value)}：如果是指 ${zh.plain(instead)}，请按这个写法填写`,
  },
  amount_with_sign: {
    en: ({ field, value }: Cell) =>
      `${en.field(field)} is ${en.value(value)}: write the number alone, for the currency has a column of its own`,
    zh: ({ field, value }: Cell) =>
      zh.text`${zh.field(field)} 是 ${zh.value(value)}：请只写数字，币种由币种列决定`,
  },
  amount_with_exponent: {
    en: ({ field, value }: Cell) => `${en.field(field)} is ${en.value(value)}: write all of its digits`,
    zh: ({ field, value }: Cell) => zh.text`${zh.field(field)} 是 ${zh.value(value)}：请填写完整的数字`,
  },
  serial_day: {
    en: ({ field, value, day }: Cell & { day: string }) =>
      `${en.field(field)} is ${en.value(value)}, perhaps the number that a spreadsheet has for ${day}: write the date itself`,
    zh: ({ field, value, day }: Cell & { day: string }) =>
      zh.text`${zh.field(field)} 是 ${zh.value(value)}，可能是日期 ${day} 在表格软件里的序列值：请直接填写日期`,
  },

  // What does not follow from other columns.
  no_detail: {
    en: () => 'the row has no detail of issuance: fill in when and how it is to be issued',
    zh: () => '这一行没有发放明细：请填写发放日期和发放方式等',
  },
  several_details: {
    en: ({ field, details }: { field: Field; details: number }) =>
      `${en.field(field)} is absent, and the total cannot be divided among ${details} details: write the amount of each`,
    zh: ({ details }: { field: Field; details: number }) =>
      zh.text`有 ${details} 条发放明细，总金额无法自动分配：请填写每条明细的发放金额`,
  },
  two_sums: {
    en: ({ field, all, issued }: { field: Field; all: Shown; issued: Shown }) =>
      `${en.field(field)} is absent, and the details add up to ${en.plain(all)} with those that are not issued, to ${en.plain(issued)} without: write the total that is meant`,
    zh: ({ all, issued }: { field: Field; all: Shown; issued: Shown }) =>
      zh.text`没有填写总金额，而各条明细的合计，计入“不发放”的为 ${zh.plain(all)}，不计入的为 ${zh.plain(issued)}：请填写总金额`,
  },

  // Why a row was passed over.
  row_of_total: { en: () => 'a total, which agrees', zh: () => '合计行，核对一致' },
  row_of_total_without_amount: {
    en: () => 'a total without an amount to compare',
    zh: () => '合计行，没有可核对的金额',
  },
  row_behind: {
    en: () => 'behind the last record, without person and amount',
    zh: () => '在最后一条记录之后，没有人员和金额',
  },
  row_of_person: {
    en: () => 'only a person is filled in',
    zh: () => '只填了人员，其他都是空的',
  },
  row_beside_pay: {
    en: () => 'only columns that are not read are filled in',
    zh: () => '只填了不读取的列',
  },

  // Reasons to look.
  columns_unknown: {
    en: ({ columns, more }: { columns: readonly Shown[]; more: number }) =>
      `nobody knows these columns, and they were not read: ${[...columns.map(en.value), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}`,
    zh: ({ columns, more }: { columns: readonly Shown[]; more: number }) =>
      zh.text`以下列无法识别，没有读取：${columns.map(zh.value).join('、')}${more > 0 ? ` 等，另有 ${more} 列` : ''}`,
  },
  sheet_hidden: {
    en: ({ sheet }: { sheet: Shown }) => `the sheet that is read, ${en.value(sheet)}, is hidden`,
    zh: ({ sheet }: { sheet: Shown }) => zh.text`读取的工作表 ${zh.value(sheet)} 是隐藏的`,
  },
  rows_hidden: {
    en: ({ rows, more }: { rows: readonly number[]; more: number }) =>
      `hidden rows would be paid: ${rows.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    zh: ({ rows, more }: { rows: readonly number[]; more: number }) =>
      zh.text`隐藏的行也会发放：第 ${rows.join('、')} 行${more > 0 ? `，另有 ${more} 行` : ''}`,
  },
  columns_hidden: {
    en: ({ columns }: { columns: readonly Shown[] }) =>
      `hidden columns were read: ${columns.map(en.value).join(', ')}`,
    zh: ({ columns }: { columns: readonly Shown[] }) =>
      zh.text`隐藏的列也已读取：${columns.map(zh.value).join('、')}`,
  },
} satisfies Sentences;

/** The title behind a field's name, as Chinese writes it: binding_period（绑定期）. */
function withFullBrackets(name: string): string {
  return name.replace(/ \((.+)\)$/, '（$1）');
}
