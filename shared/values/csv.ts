// Rows of CSV and TSV that Excel opens: UTF-8 with a byte order mark, without which Excel shows Chinese as noise, and CRLF, as in
// https://www.rfc-editor.org/rfc/rfc4180.

export const byteOrderMark = '\uFEFF';

const needsQuotes = /[",\t\r\n]/;

export function tableRow(cells: readonly string[], delimiter: ',' | '\t'): string {
  return `${cells.map(quotedCell).join(delimiter)}\r\n`;
}

export function quotedCell(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
