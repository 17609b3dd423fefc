// Workbooks of one sheet for tests.

import { sheetXml, writeBook, type BookForm } from './write-book.ts';

export const sheetPart = 'xl/worksheets/sheet1.xml';
export const stringsPart = 'xl/sharedStrings.xml';
export const oneRow = '<row r="1"><c r="A1"><v>7</v></c></row>';

/** A workbook whose one cell is 7, but for what the form says. */
export function sevenIn(form: BookForm = {}): Buffer {
  return writeBook({ sheets: [{ xml: oneRow }], ...form });
}

/** The same, with another text as its sheet. */
export function withPart(xml: string | Buffer): Buffer {
  return sevenIn({ parts: { [sheetPart]: xml } });
}

export function withRows(rows: string, form: BookForm = {}): Buffer {
  return writeBook({ ...form, sheets: [{ xml: rows }] });
}

export function withCells(cells: string, form: BookForm = {}): Buffer {
  return withRows(`<row r="1">${cells}</row>`, form);
}

export const sevenXml = sheetXml(oneRow);
