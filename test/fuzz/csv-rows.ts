// Rows of CSV, read by the RFC character by character: the expected result for split's reader.
// https://www.rfc-editor.org/rfc/rfc4180

/** Undefined if a quote is where the RFC allows none. */
export function csvRows(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let state: 'begin' | 'bare' | 'quoted' | 'closed' = 'begin';
  const endOfRow = () => {
    rows.push([...row, cell]);
    [row, cell, state] = [[], '', 'begin'];
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (state === 'quoted') {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else state = 'closed';
    } else if (character === delimiter) {
      row.push(cell);
      [cell, state] = ['', 'begin'];
    } else if (character === '\r' || character === '\n') {
      if (character === '\r' && text[at + 1] === '\n') at += 1;
      endOfRow();
    } else if (character === '"' && state === 'begin') state = 'quoted';
    else if (character === '"' || state === 'closed') return undefined;
    else {
      cell += character;
      state = 'bare';
    }
  }
  if (state === 'quoted') return undefined;
  // The last row may end with the file. After a last line break there is no further row.
  if (row.length > 0 || state !== 'begin') endOfRow();
  return rows;
}
