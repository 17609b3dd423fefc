// Keeps a spreadsheet from running a cell as a formula: a report's cell that begins like one gets a leading quote mark,
// and a report's file that is dropped again loses it. Numbers are no formulas, and stay numbers.

const formulaStart = /^[=+\-@\t\r']/;
/** No two parts that match the same digits: a cell of a megabyte must not cost its square. */
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

export function guardCell(cell: string): string {
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

/** What guardCell made of a cell, undone. Guarding a leading quote mark as well keeps this exact. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
