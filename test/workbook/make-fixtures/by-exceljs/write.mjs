// Workbooks by ExcelJS, of the values that make-workbooks.py gives it as JSON.

import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import exceljs from 'exceljs';

const { Workbook, stream } = exceljs;
const out = process.argv[2] ?? '.';
const { header, rows, merged, amounts, dates, total, totals } = JSON.parse(await text(process.stdin));
const created = new Date('2026-11-20T09:30:00Z');

/** Dates come as text; ExcelJS takes a Date as UTC. */
const valueOf = (cell, column) =>
  dates.includes(column) && /^\d/.test(cell ?? '') ? new Date(`${cell}T00:00:00Z`) : cell;

function fill(page) {
  page.columns = header.map((_, index) => {
    const column = index + 1;
    const numFmt = dates.includes(column) ? 'yyyy-mm-dd' : amounts.includes(column) ? '#,##0.00' : '@';
    return { width: 14, style: { numFmt } };
  });
  for (const cells of rows) {
    const row = page.addRow(cells.map((cell, index) => valueOf(cell, index + 1)));
    row.commit();
  }
}

await usual();
await streamed();
await rich();

async function usual() {
  const workbook = new Workbook();
  Object.assign(workbook, { creator: '沈月', created, modified: created });
  const page = workbook.addWorksheet('奖金', { views: [{ state: 'frozen', ySplit: 4 }] });
  fill(page);
  for (const area of merged) page.mergeCells(area);
  for (const { cell, formula } of totals) page.getCell(cell).value = { formula, result: total };
  page.getCell('K5').dataValidation = { type: 'list', allowBlank: true, formulae: ['"应发放,不发放"'] };
  page.getCell('G4').note = '税前金额';
  await workbook.xlsx.writeFile(join(out, 'bonus-exceljs.xlsx'));
}

async function streamed() {
  const filename = join(out, 'bonus-exceljs-streamed.xlsx');
  const workbook = new stream.xlsx.WorkbookWriter({ filename, useSharedStrings: false, useStyles: true });
  Object.assign(workbook, { creator: '沈月', created, modified: created });
  const page = workbook.addWorksheet('奖金');
  // A row is written when it is committed, so no cells can be merged behind it.
  fill(page);
  page.commit();
  await workbook.commit();
}

async function rich() {
  const workbook = new Workbook();
  Object.assign(workbook, { creator: '沈月', created, modified: created });
  const page = workbook.addWorksheet('文本');
  page.getCell('A1').value = {
    richText: [{ text: '张' }, { text: '伟', font: { bold: true } }, { text: '（已离职） ' }],
  };
  page.getCell('A2').value = { text: 'hr@example.com', hyperlink: 'mailto:hr@example.com' };
  page.getCell('A3').value = { error: '#N/A' };
  page.getCell('A4').value = { formula: '1/0', result: { error: '#DIV/0!' } };
  page.getCell('A5').value = { formula: 'TODAY()' };
  page.getCell('A6').value = true;
  page.getCell('A7').value = new Date('2026-12-10T09:30:00Z');
  page.getCell('A7').numFmt = 'yyyy-mm-dd hh:mm';
  page.getCell('A8').value = ' 前后有空格 ';
  await workbook.xlsx.writeFile(join(out, 'texts-exceljs.xlsx'));
}
