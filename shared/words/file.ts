// Why a whole file is refused: it cannot be read to its end, it asks for something unknown, or it does not hold what it should.

import type { Sentences } from './sentences.ts';
import { en, zh, type Field, type Shown } from './show.ts';

const didYouMean = (meant: string | undefined) => (meant === undefined ? '' : `, is it ${meant}?`);
const shiBuShi = (meant: string | undefined) => (meant === undefined ? '' : `，是不是“${meant}”？`);

export const fileSentences = {
  empty: { en: () => 'the file is empty', zh: () => '文件是空的' },
  takes_too_long: {
    en: () => 'the file takes longer to read than a function may run: split it into several',
    zh: () => '文件太大，规定时间内读不完：请拆成几个文件',
  },
  replaced: {
    en: () => 'the file was replaced or removed before it was read; what replaced it is a job of its own',
    zh: () => '文件在读取前已被替换或删除；替换后的文件会作为另一个任务处理',
  },

  // Faults of the bytes.
  unpacks_too_far: {
    en: ({ times }: { times: number }) =>
      `the file unpacks to over ${times} times its size: it is no file of records`,
    zh: ({ times }: { times: number }) => `文件解压后超过原大小的 ${times} 倍，不是正常的数据文件`,
  },
  gzip_goes_on: {
    en: () => 'the gzip file goes on behind its end: were two files put into one?',
    zh: () => 'gzip 压缩文件结尾之后还有内容：是不是把两个文件合成了一个？',
  },
  gzip_cut_off: {
    en: () => 'the gzip file is cut off: its end is missing',
    zh: () => 'gzip 压缩文件不完整，缺少结尾',
  },
  gzip_damaged: {
    en: () => 'the gzip file is damaged, or no gzip file at all',
    zh: () => 'gzip 压缩文件已损坏，或者根本不是 gzip 文件',
  },
  too_large: {
    en: ({ bytes }: { bytes: number }) => `the file holds more than ${bytes} bytes: split it into several`,
    zh: ({ bytes }: { bytes: number }) => `文件超过 ${bytes} 字节：请拆成几个文件`,
  },
  is_gzip: {
    en: () => 'the file is gzip: name it with .gz at the end',
    zh: () => '这是 gzip 压缩文件：请把文件名改成以 .gz 结尾',
  },
  is_workbook: {
    en: () => 'the file is an Excel workbook or a zip: name it .xlsx if it is a workbook',
    zh: () => '这是 Excel 工作簿或 zip 压缩包：如果是工作簿，请把文件名改成以 .xlsx 结尾',
  },
  is_old_workbook: {
    en: () => 'the file is an old Excel workbook: save it as .xlsx',
    zh: () => '这是旧版 Excel 工作簿：请另存为 .xlsx',
  },
  is_utf16: {
    en: () => 'the file is in UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)',
    zh: () => '文件编码是 UTF-16：请另存为 UTF-8（Excel 中选择“CSV UTF-8”）',
  },
  not_utf8: {
    en: ({ line }: { line: number }) =>
      `the file is not in UTF-8 (line ${line}): save it as UTF-8 (in Excel: CSV UTF-8)`,
    zh: ({ line }: { line: number }) =>
      `文件编码不是 UTF-8（第 ${line} 行）：请另存为 UTF-8（Excel 中选择“CSV UTF-8”）`,
  },

  // Faults of CSV and TSV.
  too_many_cells: {
    en: ({ row, most }: { row: number; most: number }) => `row ${row} has more than ${most} cells`,
    zh: ({ row, most }: { row: number; most: number }) => `第 ${row} 行超过 ${most} 个单元格`,
  },
  row_too_long: {
    en: ({ row, chars }: { row: number; chars: number }) =>
      `row ${row}: the row is longer than ${chars} characters: is a quote never closed?`,
    zh: ({ row, chars }: { row: number; chars: number }) =>
      `第 ${row} 行：这一行超过 ${chars} 个字符，是不是少了一个结尾的双引号（"）？`,
  },
  quote_never_closed: {
    en: ({ row }: { row: number }) => `row ${row}: a quoted cell that begins here is never closed`,
    zh: ({ row }: { row: number }) => `第 ${row} 行：有一个单元格以双引号（"）开头，但没有结尾的双引号`,
  },
  text_behind_quote: {
    en: ({ row }: { row: number }) =>
      `row ${row}: there is text behind a closing quote; a quote inside a quoted cell is written twice`,
    zh: ({ row }: { row: number }) =>
      `第 ${row} 行：结尾的双引号（"）后面还有文字；单元格内容里的双引号要写成两个（""）`,
  },
  quote_inside: {
    en: ({ row }: { row: number }) =>
      `row ${row}: there is a quote inside a cell that does not begin with one; quote the whole cell, and write the quote twice`,
    zh: ({ row }: { row: number }) =>
      `第 ${row} 行：单元格中间有双引号（"），但开头没有；请给整个单元格加上双引号，内容里的双引号要写成两个（""）`,
  },
  record_too_large: {
    en: ({ firstRow, lastRow, field, value }: TooLarge) =>
      `rows ${firstRow} to ${lastRow} all have the ${en.field(field)} ${en.value(value)}, which makes one record of them, larger than any may be`,
    zh: ({ firstRow, lastRow, field, value }: TooLarge) =>
      zh.text`第 ${firstRow} 至 ${lastRow} 行的 ${zh.field(field)} 都是 ${zh.value(value)}，合成一条记录后超过了允许的大小`,
  },
  zeroed_ids: {
    en: ({ column }: { column: string }) =>
      `every long id in the column ${en.name(column)} ends in zeros behind its 15th digit: a spreadsheet has damaged them. Format the column as text and fill it in again`,
    zh: ({ column }: { column: string }) =>
      `列 ${zh.name(column)} 的长 ID 从第 16 位起全是 0：已被表格软件破坏。请把该列设为文本格式后重新填写`,
  },

  // Faults of a table's header.
  header_wrong: {
    en: ({ row, faults }: { row: number; faults: string }) => `the header (row ${row}) is wrong: ${faults}`,
    zh: ({ row, faults }: { row: number; faults: string }) => `表头（第 ${row} 行）有误：${faults}`,
  },
  other_separator: {
    en: ({ separator }: { separator: string }) =>
      `its cells seem to be parted by ${JSON.stringify(separator)}: CSV has commas, TSV has tabs`,
    zh: ({ separator }: { separator: string }) =>
      zh.text`单元格似乎是用 ${separator === '\t' ? '制表符' : JSON.stringify(separator)} 分隔的：CSV 用逗号分隔，TSV 用制表符分隔`,
  },
  column_twice: {
    en: ({ name }: { name: Shown }) => `the column ${en.value(name)} stands there twice`,
    zh: ({ name }: { name: Shown }) => zh.text`列 ${zh.value(name)} 出现了两次`,
  },
  column_without_name: {
    en: ({ number }: { number: number }) => `column ${number} has no name`,
    zh: ({ number }: { number: number }) => `第 ${number} 列没有标题`,
  },
  column_unknown: {
    en: ({ name, meant }: Unknown) => `nobody knows the column ${en.value(name)}${didYouMean(meant)}`,
    zh: ({ name, meant }: Unknown) => zh.text`列 ${zh.value(name)} 无法识别${shiBuShi(meant)}`,
  },
  details_mixed: {
    en: () => 'details stand in one row (details.1.…) or in a row each (details.…), not both',
    zh: () => '发放明细要么都写在同一行（details.1.…），要么每条明细一行（details.…），不能混用',
  },

  // Faults of JSON and NDJSON.
  element_too_long: {
    en: ({ place, bytes }: { place: string; bytes: number }) => `${place} is longer than ${bytes} bytes`,
    zh: ({ place, bytes }: { place: string; bytes: number }) => zh.text`${place} 超过 ${bytes} 字节`,
  },
  json_record: {
    en: ({ record }: Place) => `record ${record}`,
    zh: ({ record }: Place) => `第 ${record} 条记录`,
  },
  ndjson_line: {
    en: ({ line }: { line: number }) => `line ${line}`,
    zh: ({ line }: { line: number }) => `第 ${line} 行`,
  },
  json_is_no_list: {
    en: () =>
      'a JSON file holds a list of records, or an object whose one field "records" is such a list; a file with a record in each line is NDJSON: name it .ndjson',
    zh: () =>
      'JSON 文件应为记录的列表，或只含一个字段 "records"（其值为记录列表）的 JSON 对象；每行一条记录的文件是 NDJSON，请把文件名改成以 .ndjson 结尾',
  },
  json_cut_off: {
    en: ({ record }: Place) => `the JSON document is cut off in or behind record ${record}`,
    zh: ({ record }: Place) => `JSON 文件不完整，在第 ${record} 条记录处或之后中断`,
  },
  json_more_fields: {
    en: () => '"records" must be the only field of the JSON object',
    zh: () => 'JSON 对象只能有 "records" 这一个字段',
  },
  json_broken_behind: {
    en: () => 'the JSON document is broken behind the list of records',
    zh: () => 'JSON 文件在记录列表之后格式有误',
  },
  json_broken: {
    en: ({ record }: Place) => `record ${record}: the JSON document is broken`,
    zh: ({ record }: Place) => `第 ${record} 条记录：JSON 格式有误`,
  },

  // Faults in what the file asks for.
  operation_unknown: {
    en: ({ name, meant, known }: Unknown & { known: readonly string[] }) =>
      `nobody knows the operation ${en.value(name)}${meant === undefined ? `; there are ${known.join(', ')}` : didYouMean(meant)}`,
    zh: ({ name, meant, known }: Unknown & { known: readonly string[] }) =>
      zh.text`操作 ${zh.value(name)} 无法识别${meant === undefined ? `；可用的操作有 ${known.join('、')}` : shiBuShi(meant)}`,
  },
  format_unknown: {
    en: ({ known }: { known: readonly string[] }) =>
      `the file is in no known format: its name must end in ${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}; csv, tsv, txt, json and ndjson may be packed as .gz. Save any other spreadsheet as .xlsx`,
    zh: ({ known }: { known: readonly string[] }) =>
      `文件格式无法识别：文件名应以 ${known.slice(0, -1).join('、')} 或 ${known.at(-1) ?? ''} 结尾；csv、tsv、txt、json、ndjson 可再压缩为 .gz。其他表格请用 Excel 或 WPS 另存为 .xlsx`,
  },
  option_unknown: {
    en: ({ name, meant }: Unknown) => `nobody knows the option ${en.value(name)}${didYouMean(meant)}`,
    zh: ({ name, meant }: Unknown) => zh.text`选项 ${zh.value(name)} 无法识别${shiBuShi(meant)}`,
  },
  option_wrong: {
    en: ({ name, value, expected }: Wrong) => `${en.name(name)} is ${en.value(value)}, expected ${expected}`,
    zh: ({ name, value, expected }: Wrong) => zh.text`${zh.name(name)} 的值${zh.is(value)}，应为${expected}`,
  },
  option_twice: {
    en: ({ name, first, second }: Twice) =>
      `${en.name(name)} is given twice, as ${en.value(first)} and ${en.value(second)}`,
    zh: ({ name, first, second }: Twice) =>
      zh.text`${zh.name(name)} 指定了两次，分别是 ${zh.value(first)} 和 ${zh.value(second)}`,
  },

  // Faults in what the file holds.
  no_records: { en: () => 'the file holds no records', zh: () => '文件里没有记录' },
  other_count: {
    en: ({ expected, found }: { expected: number; found: number }) =>
      `expected_records is ${expected}, but the file holds ${found}`,
    zh: ({ expected, found }: { expected: number; found: number }) =>
      `expected_records 是 ${expected}，但文件里实际有 ${found} 条记录`,
  },
  other_total: {
    en: ({ currency, expected, sum, uncounted }: OtherTotal) =>
      `${en.name(`expected_total.${currency}`)} is ${expected}, the file adds up to ${sum}` +
      (uncounted === 0
        ? ''
        : `; ${uncounted} records are in no total, for their amount or currency cannot be read`),
    zh: ({ currency, expected, sum, uncounted }: OtherTotal) =>
      `${zh.name(`expected_total.${currency}`)} 是 ${expected}，但文件合计为 ${sum}` +
      (uncounted === 0 ? '' : `；另有 ${uncounted} 条记录的金额或币种无法识别，未计入合计`),
  },
  total_unexpected: {
    en: ({ currency, amount, records }: TotalUnexpected) =>
      `the file has ${amount} of the currency ${en.name(currency)} in ${records === 1 ? '1 record' : `${records} records`}, ` +
      'and no expected_total is given for it',
    zh: ({ currency, amount, records }: TotalUnexpected) =>
      zh.text`文件里有 ${records} 条币种为 ${zh.name(currency)} 的记录，合计 ${amount}，但没有指定该币种的 expected_total`,
  },
  too_many_rejected: {
    en: ({ rejected, records, percent }: TooManyRejected) =>
      `${rejected} of ${records} records are rejected, more than the ${percent} percent that max_rejected_percent allows`,
    zh: ({ rejected, records, percent }: TooManyRejected) =>
      `${records} 条记录中有 ${rejected} 条未通过检查，超过 max_rejected_percent 允许的 ${percent}%`,
  },
} satisfies Sentences;

interface Place {
  /** Counted from 1. */
  readonly record: number;
}

interface Unknown {
  readonly name: Shown;
  /** The known name that is probably meant; undefined if none is near. */
  readonly meant: string | undefined;
}

interface Wrong {
  readonly name: string | Shown;
  readonly value: Shown;
  readonly expected: string;
}

interface Twice {
  readonly name: string | Shown;
  readonly first: Shown;
  readonly second: Shown;
}

interface TooLarge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly field: Field;
  readonly value: Shown;
}

interface OtherTotal {
  readonly currency: string;
  readonly expected: string;
  readonly sum: string;
  readonly uncounted: number;
}

interface TotalUnexpected {
  readonly currency: string;
  readonly amount: string;
  readonly records: number;
}

interface TooManyRejected {
  readonly rejected: number;
  readonly records: number;
  readonly percent: number;
}
