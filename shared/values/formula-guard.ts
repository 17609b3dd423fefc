// Keeps a spreadsheet from running a cell as a formula. A report's cell that begins like a formula gets a leading quote mark, which
// is removed when the file is dropped again. A plain number, such as -5, gets none.

const formulaStart = /^[=+\-@\t\r']/;
/** No two parts of the pattern match the same digits: else a cell of a megabyte would take time by the square of its length. */
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

export function guardCell(cell: string): string {
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

/** Gives back exactly what guardCell was given, because guardCell puts a quote mark before a leading quote mark too. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
