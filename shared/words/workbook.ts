// Why a workbook cannot be read, and why a cell of it may not simply be taken as its text. A reason of a cell does not name the
// cell: who shows it puts the place before it.

import type { Sentences } from './sentences.ts';
import { en, zh, type Shown } from './show.ts';

const saveAgain = 'open the workbook in Excel or WPS, save it, and upload the saved file';
const chongCun = '请用 Excel 或 WPS 打开并重新保存，再上传保存后的文件';
const uploadAgain =
  'upload it again; if that does not help, open it in Excel or WPS and save it as a new file';
const chongChuan = '请重新上传；如果还不行，请用 Excel 或 WPS 打开后另存为新文件';

const at = ({ sheet, cell }: Place) => `${en.name(sheet)}!${cell}`;
const zai = ({ sheet, cell }: Place) => `${zh.name(sheet)}!${cell}`;

export const workbookSentences = {
  // Files that are no workbook of the kind that is read, whatever their names.
  password: {
    en: () =>
      'the workbook is locked with a password: remove the password in Excel or WPS, save the workbook and upload it again',
    zh: () => '工作簿设置了打开密码：请在 Excel 或 WPS 中取消密码，保存后重新上传',
  },
  zip_password: {
    en: () => 'the file is a zip locked with a password: upload the workbook itself, without a password',
    zh: () => '这是带密码的 zip 压缩包：请直接上传不带密码的工作簿',
  },
  old_workbook: {
    en: () => 'the file is an old Excel workbook (.xls): open it in Excel or WPS and save it as .xlsx',
    zh: () => '这是旧版 Excel 工作簿（.xls）：请用 Excel 或 WPS 打开，另存为 .xlsx',
  },
  xlsb: {
    en: () => 'the file is a binary workbook (.xlsb): open it in Excel or WPS and save it as .xlsx',
    zh: () => '这是二进制工作簿（.xlsb）：请用 Excel 或 WPS 打开，另存为 .xlsx',
  },
  ods: {
    en: () => 'the file is an OpenDocument spreadsheet (.ods): open it in Excel or WPS and save it as .xlsx',
    zh: () => '这是 OpenDocument 表格（.ods）：请用 Excel 或 WPS 打开，另存为 .xlsx',
  },
  numbers: {
    en: () => 'the file is a spreadsheet of Numbers: export it there as an Excel workbook (.xlsx)',
    zh: () => '这是 Numbers 表格：请在 Numbers 中导出为 Excel 工作簿（.xlsx）',
  },
  web_page: {
    en: () =>
      'the file is a web page that is only named like a workbook: open it in Excel or WPS and save it as .xlsx',
    zh: () => '这是网页文件，只是文件名写成了工作簿：请用 Excel 或 WPS 打开，另存为 .xlsx',
  },
  xml_2003: {
    en: () => 'the file is an XML spreadsheet of 2003: open it in Excel or WPS and save it as .xlsx',
    zh: () => '这是“XML 电子表格 2003”：请用 Excel 或 WPS 打开，另存为 .xlsx',
  },
  plain_text: {
    en: () =>
      'the file is plain text, such as CSV, that is only named like a workbook: name it .csv. Do not save it in Excel: long ids would be damaged',
    zh: () =>
      '这是纯文本（如 CSV），只是文件名写成了工作簿：请把文件名改成以 .csv 结尾。不要用 Excel 打开后再保存，否则长 ID 会被破坏',
  },
  no_workbook: {
    en: () => 'the file is no workbook: save the table in Excel or WPS as .xlsx and upload that file',
    zh: () => '这不是工作簿：请在 Excel 或 WPS 中把表格另存为 .xlsx，再上传',
  },
  zip_without_workbook: {
    en: () => 'the file is a zip, or another document, but no workbook: upload the workbook itself (.xlsx)',
    zh: () => '这是压缩包或其他文档，不是工作簿：请直接上传工作簿（.xlsx）',
  },
  zip_around: {
    en: ({ name }: { name: Shown }) =>
      `the file is a zip that holds ${en.value(name)}: unpack it and upload what is in it`,
    zh: ({ name }: { name: Shown }) => zh.text`这是压缩包，里面有 ${zh.value(name)}：请解压后上传里面的文件`,
  },

  // Faults of the file as a whole.
  packed: {
    en: () => 'the workbook is packed as .gz: upload it as it is, a workbook is small already',
    zh: () => '工作簿被压缩成了 .gz：请直接上传工作簿本身，它已经足够小',
  },
  cut_off: {
    en: () => `the workbook is cut off: its end is missing. ${upperFirst(uploadAgain)}`,
    zh: () => `工作簿不完整：缺少结尾。${chongChuan}`,
  },
  directory_damaged: {
    en: () => `the workbook is damaged: the list of its parts is wrong. ${upperFirst(uploadAgain)}`,
    zh: () => `工作簿已损坏：内部目录有误。${chongChuan}`,
  },
  too_many_parts: {
    en: ({ most }: Most) => `the workbook has more than ${most} parts: copy the table into a new workbook`,
    zh: ({ most }: Most) => `工作簿内部的部件超过 ${most} 个：请把表格复制到新的工作簿`,
  },
  part_twice: {
    en: ({ part }: Part) => `the workbook has two parts of the name ${en.value(part)}: ${saveAgain}`,
    zh: ({ part }: Part) => zh.text`工作簿中有两个同名部件 ${zh.value(part)}：${chongCun}`,
  },
  part_missing: {
    en: ({ part }: Part) =>
      `the workbook is damaged: ${en.value(part)} is missing. ${upperFirst(uploadAgain)}`,
    zh: ({ part }: Part) => zh.text`工作簿已损坏：缺少 ${zh.value(part)}。${chongChuan}`,
  },
  part_damaged: {
    en: ({ part }: Part) =>
      `the workbook is damaged: ${en.value(part)} cannot be unpacked. ${upperFirst(uploadAgain)}`,
    zh: ({ part }: Part) => zh.text`工作簿已损坏：${zh.value(part)} 无法解压。${chongChuan}`,
  },
  wrong_crc: {
    en: ({ part }: Part) =>
      `the workbook is damaged: ${en.value(part)} is not what was saved. ${upperFirst(uploadAgain)}`,
    zh: ({ part }: Part) => zh.text`工作簿已损坏：${zh.value(part)} 的内容与保存时不一致。${chongChuan}`,
  },
  packed_otherwise: {
    en: ({ part, method }: Part & { method: number }) =>
      `${en.value(part)} in the workbook is packed in a way that is not read (${method}): ${saveAgain}`,
    zh: ({ part, method }: Part & { method: number }) =>
      zh.text`工作簿中的 ${zh.value(part)} 使用了不支持的压缩方式（${method}）：${chongCun}`,
  },
  part_too_large: {
    en: ({ part, megabytes }: Part & { megabytes: number }) =>
      `${en.value(part)} in the workbook holds more than ${megabytes} MB: split the table into several workbooks`,
    zh: ({ part, megabytes }: Part & { megabytes: number }) =>
      zh.text`工作簿中的 ${zh.value(part)} 解压后超过 ${megabytes} MB：请把表格拆成几个工作簿`,
  },
  xml_broken: {
    en: ({ part }: Part) =>
      `the workbook is damaged: ${en.value(part)} is cut off or broken. ${upperFirst(uploadAgain)}`,
    zh: ({ part }: Part) => zh.text`工作簿已损坏：${zh.value(part)} 不完整或有错误。${chongChuan}`,
  },
  xml_doctype: {
    en: ({ part }: Part) =>
      `${en.value(part)} in the workbook defines entities, as no spreadsheet does: ${saveAgain}`,
    zh: ({ part }: Part) =>
      zh.text`工作簿中的 ${zh.value(part)} 含有 DTD 实体定义，正常的表格软件不会这样写：${chongCun}`,
  },
  xml_encoding: {
    en: ({ part, encoding }: Part & { encoding: Shown }) =>
      `${en.value(part)} in the workbook is in the encoding ${en.value(encoding)}, which workbooks do not have: ${saveAgain}`,
    zh: ({ part, encoding }: Part & { encoding: Shown }) =>
      zh.text`工作簿中的 ${zh.value(part)} 的编码是 ${zh.value(encoding)}，正常的工作簿不会使用：${chongCun}`,
  },
  part_unusual: {
    en: ({ part }: Part) => `${en.value(part)} is not as workbooks have it: ${saveAgain}`,
    zh: ({ part }: Part) => zh.text`工作簿中的 ${zh.value(part)} 结构异常：${chongCun}`,
  },
  sheet_twice: {
    en: ({ sheet }: { sheet: Shown }) => `two sheets have the name ${en.value(sheet)}: rename one of them`,
    zh: ({ sheet }: { sheet: Shown }) => zh.text`有两个工作表都叫 ${zh.value(sheet)}：请给其中一个改名`,
  },
  text_too_long: {
    en: ({ part, number, most }: Part & Most & { number: number }) =>
      `text ${number} of ${en.value(part)} is longer than the ${most} characters of a cell: ${saveAgain}`,
    zh: ({ part, number, most }: Part & Most & { number: number }) =>
      zh.text`${zh.value(part)} 中第 ${number} 段文字超过一个单元格能容纳的 ${most} 个字符：${chongCun}`,
  },
  too_many_texts: {
    en: ({ most }: Most) =>
      `the workbook has more than ${most} different texts: split the table into several workbooks`,
    zh: ({ most }: Most) => `工作簿中不同的文字超过 ${most} 段：请把表格拆成几个工作簿`,
  },

  // Faults in a sheet that stop the file, wherever in the sheet they are.
  rows_out_of_order: {
    en: ({ sheet, row, before }: InSheet & { row: number; before: number }) =>
      `in the sheet ${en.name(sheet)} row ${row} stands behind row ${before}: ${saveAgain}`,
    zh: ({ sheet, row, before }: InSheet & { row: number; before: number }) =>
      zh.text`工作表 ${zh.name(sheet)} 的第 ${row} 行排在第 ${before} 行之后：${chongCun}`,
  },
  cells_out_of_order: {
    en: (place: Place) => `${at(place)} stands there twice, or behind a later cell: ${saveAgain}`,
    zh: (place: Place) => zh.text`${zai(place)} 出现了两次，或排在了后面的单元格之后：${chongCun}`,
  },
  wrong_place: {
    en: ({ sheet, place }: InSheet & { place: Shown }) =>
      `in the sheet ${en.name(sheet)} a row or cell has the place ${en.value(place)}, where it cannot be: ${saveAgain}`,
    zh: ({ sheet, place }: InSheet & { place: Shown }) =>
      zh.text`工作表 ${zh.name(sheet)} 中有一行或一个单元格的位置是 ${zh.value(place)}，不可能存在：${chongCun}`,
  },
  too_many_columns: {
    en: ({ most, ...place }: Place & Most) =>
      `${at(place)} is beyond the ${most} columns that are read: delete what stands there`,
    zh: ({ most, ...place }: Place & Most) =>
      zh.text`${zai(place)} 超出了可读取的 ${most} 列：请删除该处的内容`,
  },
  cell_too_long: {
    en: ({ most, ...place }: Place & Most) => `${at(place)} holds more than ${most} characters: ${saveAgain}`,
    zh: ({ most, ...place }: Place & Most) => zh.text`${zai(place)} 的内容超过 ${most} 个字符：${chongCun}`,
  },
  cell_broken: {
    en: ({ value, ...place }: Place & { value: Shown }) =>
      `${at(place)} holds ${en.value(value)}, which does not fit its type: ${saveAgain}`,
    zh: ({ value, ...place }: Place & { value: Shown }) =>
      zh.text`${zai(place)} 的内容 ${zh.value(value)} 与单元格类型不符：${chongCun}`,
  },
  unknown_text: {
    en: ({ number, ...place }: Place & { number: Shown }) =>
      `${at(place)} refers to text ${en.value(number)}, which the workbook does not have: ${saveAgain}`,
    zh: ({ number, ...place }: Place & { number: Shown }) =>
      zh.text`${zai(place)} 引用的第 ${zh.value(number)} 段文字在工作簿中不存在：${chongCun}`,
  },
  unknown_style: {
    en: ({ number, ...place }: Place & { number: Shown }) =>
      `${at(place)} has style ${en.value(number)}, which the workbook does not have: ${saveAgain}`,
    zh: ({ number, ...place }: Place & { number: Shown }) =>
      zh.text`${zai(place)} 使用的样式 ${zh.value(number)} 在工作簿中不存在：${chongCun}`,
  },

  // Why a cell may not simply be taken as its text.
  error: {
    en: ({ value }: Value) =>
      `it holds the error ${en.value(value)}: correct it in Excel or WPS, save the workbook and upload it again`,
    zh: ({ value }: Value) =>
      zh.text`单元格是错误值 ${zh.value(value)}：请在 Excel 或 WPS 中改正，保存后重新上传`,
  },
  uncalculated: {
    en: () =>
      'its formula has no stored result: open the workbook in Excel or WPS, save it once, and upload it again',
    zh: () => '公式的计算结果没有保存：请用 Excel 或 WPS 打开并保存一次，再重新上传',
  },
  recalculates: {
    en: () =>
      'it comes from a formula, and the program that wrote the workbook has not calculated it: open the workbook in Excel or WPS, save it once, and upload it again',
    zh: () => '内容来自公式，但生成该工作簿的程序没有计算：请用 Excel 或 WPS 打开并保存一次，再重新上传',
  },
  digits: {
    en: ({ stored }: { stored: Shown }) =>
      `it is a number of more than 15 digits (stored as ${en.value(stored)}), of which spreadsheets keep only 15: format the column as text and enter it again`,
    zh: ({ stored }: { stored: Shown }) =>
      zh.text`数字超过 15 位（实际保存的是 ${zh.value(stored)}），表格软件只保留前 15 位：请把该列设为文本格式后重新填写`,
  },
  decimals: {
    en: ({ value, shown }: Both) =>
      `its value is ${value}, but the sheet shows ${shown}: enter the amount that is meant, or show all decimals`,
    zh: ({ value, shown }: Both) =>
      `实际值是 ${value}，表中显示的是 ${shown}：请填写确切的金额，或显示全部小数位`,
  },
  scaled: {
    en: ({ value, shown }: Both) =>
      `its value is ${value}, but its format shows ${shown}: format the cell as a plain number and check the value`,
    zh: ({ value, shown }: Both) =>
      `实际值是 ${value}，但按单元格格式显示为 ${shown}：请改为普通数字格式，并核对数值`,
  },
  shown_otherwise: {
    en: ({ value, format }: { value: string; format: Shown }) =>
      `its value is ${value}, but its format ${en.value(format)} shows something else: format the cell as a plain number or text, and check the value`,
    zh: ({ value, format }: { value: string; format: Shown }) =>
      zh.text`实际值是 ${value}，但按单元格格式 ${zh.value(format)} 显示的内容不同：请改为普通数字或文本格式，并核对数值`,
  },
  foreign_currency: {
    en: ({ value, currency }: { value: string; currency: Shown }) =>
      `its value is ${value}, but its format shows the currency ${en.value(currency)}: format the cell as a plain number, for the currency has a column of its own`,
    zh: ({ value, currency }: { value: string; currency: Shown }) =>
      zh.text`实际值是 ${value}，但单元格格式带有外币 ${zh.value(currency)}：请改为普通数字格式，币种由币种列决定`,
  },
  no_date: {
    en: ({ value, format }: Formatted) =>
      `it has the date format ${en.value(format)}, but its value ${en.value(value)} is no date from March 1900 to 9999: enter the date again`,
    zh: ({ value, format }: Formatted) =>
      zh.text`单元格是日期格式 ${zh.value(format)}，但值 ${zh.value(value)} 不是 1900 年 3 月至 9999 年之间的日期：请重新填写日期`,
  },
  time_only: {
    en: ({ value, format }: Formatted) =>
      `its format ${en.value(format)} shows only a time or a duration (value ${en.value(value)}): enter a date, or format the cell as a number`,
    zh: ({ value, format }: Formatted) =>
      zh.text`单元格格式 ${zh.value(format)} 只显示时间或时长（值 ${zh.value(value)}）：请填写日期，或改为数字格式`,
  },
} satisfies Sentences;

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Part {
  /** A sheet by its name, another part by its own. */
  readonly part: Shown;
}

interface Most {
  readonly most: number;
}

interface InSheet {
  readonly sheet: string | Shown;
}

interface Place extends InSheet {
  /** Like F14. */
  readonly cell: string;
}

interface Value {
  readonly value: Shown;
}

interface Formatted extends Value {
  readonly format: Shown;
}

/** The value of a cell, and what the sheet shows of it. Both are numbers as text. */
interface Both {
  readonly value: string;
  readonly shown: string;
}
