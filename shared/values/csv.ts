// Rows of CSV and TSV as Excel opens them: UTF-8 with a byte order mark, without which it shows Chinese as noise, and CRLF,
// as Excel writes itself and https://www.rfc-editor.org/rfc/rfc4180 has it.

export const byteOrderMark = '\uFEFF';

const needsQuotes = /[",\t\r\n]/;

export function tableRow(cells: readonly string[], delimiter: ',' | '\t'): string {
  return `${cells.map(quotedCell).join(delimiter)}\r\n`;
}

export function quotedCell(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
