// The pictures of docs/zh/, each from a real run against the built-in sandbox, or from a real file.

import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import exceljs from 'exceljs';

import { aPlace } from '../local/cli/test/payferry-process.ts';
import { readWorkbook } from './draw/read-workbook.ts';
import { linesOf, rowsOfReport } from './draw/run-payferry.ts';
import { drawSheet } from './draw/sheet.ts';
import { drawTerminal } from './draw/terminal.ts';

const root = resolve(import.meta.dirname, '..');
const sample = join(
  root,
  'events/samples/lump_sum_payment/batch_create/user_id_type=user_id/year-end-bonuses.xlsx',
);
const locked = join(root, 'test/workbook/fixtures/refused/password.xlsx');
const operation = ['--operation', 'lump_sum_payment.batch_create', '--user-id-type', 'user_id'];

/** By the names of their files. Runs come one after the other: each keeps a processor busy. */
export async function makePictures(): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  for (const make of [sheet, check, carry, held, refused])
    for (const [name, picture] of await make()) pictures.set(name, picture);
  return pictures;
}

type Pictures = readonly (readonly [name: string, picture: string])[];

async function sheet(): Promise<Pictures> {
  const rows = await readWorkbook(sample);
  return [
    [
      'sheet.svg',
      drawSheet({ title: '样例工作簿 year-end-bonuses.xlsx', rows, bold: [1, 3, 4], widest: 12 }),
    ],
  ];
}

async function check(): Promise<Pictures> {
  await using place = await aPlace();
  await copyFile(sample, join(place.dir, 'year-end-bonuses.xlsx'));
  const lines = await linesOf(place, ['check', 'year-end-bonuses.xlsx', ...operation], 1);
  return [['check.svg', drawTerminal('检查样例工作簿', typed('check', ['year-end-bonuses.xlsx']), lines)]];
}

async function carry(): Promise<Pictures> {
  await using place = await aPlace();
  await copyFile(sample, join(place.dir, 'year-end-bonuses.xlsx'));
  const lines = await linesOf(place, ['carry', 'year-end-bonuses.xlsx', ...operation], 1);
  const rows = await rowsOfReport(place, 'failed.csv');
  return [
    ['carry.svg', drawTerminal('提交样例工作簿', typed('carry', ['year-end-bonuses.xlsx']), lines)],
    ['failed.svg', failed(rows)],
  ];
}

/** The columns that the report adds are set off; of the others only some are shown. */
function failed(rows: readonly (readonly string[])[]): string {
  const titles = rows[0] ?? [];
  const placesOf = (is: (title: string) => boolean) => titles.flatMap((title, at) => (is(title) ? [at] : []));
  return drawSheet({
    title: '报告里的 failed.csv',
    rows: rows.map((cells) => cells.map((text) => ({ text }))),
    bold: [1],
    marked: placesOf(isAdded),
    hidden: placesOf((title) => !isShown(title)),
    widest: 90,
  });
}

function isAdded(title: string): boolean {
  return title.startsWith('_');
}

function isShown(title: string): boolean {
  return isAdded(title) || ['姓名', '唯一标识', '总金额', '发放方式'].includes(title);
}

async function held(): Promise<Pictures> {
  await using place = await aPlace();
  await writeChanged(join(place.dir, '十二月奖金.xlsx'), (page) => {
    page.getCell('Q4').value = '考核系数';
    page.getCell('Q5').value = 1.2;
    page.getRow(12).hidden = true;
  });
  const lines = await linesOf(place, ['carry', '十二月奖金.xlsx', ...operation], 3);
  return [['held.svg', drawTerminal('需要人工核对的文件', typed('carry', ['十二月奖金.xlsx']), lines)]];
}

async function refused(): Promise<Pictures> {
  await using place = await aPlace();
  const names = ['合计不符.xlsx', '实发金额.xlsx', '有密码.xlsx'];
  const [otherTotal = '', netPay = '', withPassword = ''] = names;
  await writeChanged(join(place.dir, otherTotal), (page) => (page.getCell('H15').value = 16_000));
  await writeChanged(join(place.dir, netPay), (page) => (page.getCell('Q4').value = '实发金额'));
  await copyFile(locked, join(place.dir, withPassword));
  const lines = await linesOf(place, ['check', ...names, ...operation], 1);
  return [['refused.svg', drawTerminal('整个文件被拒绝', typed('check', names), lines)]];
}

function typed(command: string, files: readonly string[]): readonly string[] {
  return [`$ payferry ${command} ${files.join(' ')} \\`, `    ${operation.join(' ')}`, ''];
}

async function writeChanged(path: string, change: (page: exceljs.Worksheet) => void): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(sample);
  const [page] = book.worksheets;
  if (!page) throw new Error('the sample has no sheet');
  change(page);
  await book.xlsx.writeFile(path);
}
