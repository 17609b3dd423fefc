// Writes rows of CSV and TSV that Excel opens, with quotes and CRLF as in https://www.rfc-editor.org/rfc/rfc4180. A file begins
// with the byte order mark, without which Excel shows Chinese as noise.

export const byteOrderMark = '\uFEFF';

const needsQuotes = /[",\t\r\n]/;

export function tableRow(cells: readonly string[], delimiter: ',' | '\t'): string {
  return `${cells.map(quotedCell).join(delimiter)}\r\n`;
}

export function quotedCell(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
