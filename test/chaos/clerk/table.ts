// A table as a payroll clerk hands it in: titles in Chinese, rows above the header and below the data, columns that stand beside
// pay, dates and amounts as people write them. Written as a workbook by ExcelJS, or as text in an encoding of Excel's.

import exceljs from 'exceljs';

import { cellOf } from '../cell-of.ts';
import type { ClerksTable } from '../story.ts';
import type { Fields } from '../wire-record.ts';
import { encodeGb18030 } from './encode-gb18030.ts';
import { titleOf, words } from './titles.ts';

interface Table {
  /** Names of the API. */
  readonly header: readonly string[];
  readonly rows: readonly Fields[];
}

const amountFields = /(^|\.)(total_amount|each_amount|issuance_amount)$/;
const dateFields = /(^|\.)(issuance_time|belong_time|start_date|end_date)$/;

type Cell = string | { readonly amount: number } | { readonly date: Date };

/** How many rows stand above the first row of data. */
export const rowsAbove = ({ above }: ClerksTable) => above.length + 1;

export async function bytesOfTable(clerk: ClerksTable, table: Table): Promise<Buffer> {
  const beside = clerk.besides ? ['姓名', '部门'] : [];
  const header = [...beside, ...table.header.map(titleOf)];
  const rows = table.rows.map((fields, at) => [
    ...beside.map((title) => `${title}${at + 1}`),
    ...table.header.map((name) => cell(clerk, name, cellOf(fields[name]))),
  ]);
  const above = clerk.above.map((text): Cell[] => [text]);
  const below = belowOf(clerk, table, beside.length);
  const all: readonly (readonly Cell[])[] = [...above, header, ...rows, ...below];
  if (clerk.writes === 'xlsx') return workbookOf(all);
  const text = all.map((cells) => line(cells.map(textOf), header.length)).join('\r\n');
  switch (clerk.writes) {
    case 'gb18030':
      return encodeGb18030(`${text}\r\n`);
    case 'utf-16':
      return Buffer.from(`\uFEFF${text}\r\n`, 'utf16le');
    case 'utf-8':
      return Buffer.from(`\uFEFF${text}\r\n`);
  }
}

function cell({ writes, dates, amounts }: ClerksTable, name: string, value: string): Cell {
  if (amountFields.test(name) && /^\d+(\.\d\d)?$/.test(value)) {
    if (writes === 'xlsx' && amounts === 'numbers') return { amount: Number(value) };
    return amounts === 'grouped' ? grouped(value) : value;
  }
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (dateFields.test(name) && year !== '') {
    const date = new Date(`${value}T00:00:00Z`);
    // A date that does not exist stays text.
    const exists = date.toISOString().startsWith(value);
    if (writes === 'xlsx' && dates === 'dates' && exists) return { date };
    if (dates === 'slashes') return `${year}/${Number(month)}/${Number(day)}`;
    if (dates === 'chinese') return `${year}年${Number(month)}月${Number(day)}日`;
  }
  return words[value] ?? value;
}

function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A row of totals that agrees, and who made the table. */
function belowOf({ total, maker }: ClerksTable, { header, rows }: Table, skip: number): Cell[][] {
  const below: Cell[][] = [];
  const at = header.findIndex((name) => name === 'total_amount' || name === 'each_amount');
  if (total && at > 0) {
    const cents = rows.reduce((sum, fields) => sum + centsOf(cellOf(fields[header[at] ?? ''])), 0);
    const sum = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    below.push(['合计', ...Array.from({ length: at + skip - 1 }, () => ''), sum]);
  }
  if (maker) below.push(['制表人：王芳']);
  return below;
}

function centsOf(amount: string): number {
  const [whole = '0', rest = ''] = amount.split('.');
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
}

function textOf(value: Cell): string {
  if (typeof value === 'string') return value;
  return 'amount' in value ? String(value.amount) : value.date.toISOString().slice(0, 10);
}

/** Tabs, as Excel's "Unicode text" has them, also part cells that hold commas. */
function line(cells: readonly string[], width: number): string {
  const filled = [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')];
  return filled.map((text) => (/["\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t');
}

async function workbookOf(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('奖金');
  for (const [at, cells] of rows.entries()) {
    const row = sheet.getRow(at + 1);
    for (const [column, value] of cells.entries()) {
      if (value === '') continue;
      const to = row.getCell(column + 1);
      if (typeof value === 'string') [to.value, to.numFmt] = [value, '@'];
      else if ('amount' in value) [to.value, to.numFmt] = [value.amount, '#,##0.00'];
      else [to.value, to.numFmt] = [value.date, 'yyyy"年"m"月"d"日"'];
    }
    row.commit();
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
