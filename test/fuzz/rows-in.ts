// The numbers of the rows that hold records, counted independently of split's readers.

import type { ReportFormat } from '../../functions/report/files/formats.ts';
import { csvRows } from './csv-rows.ts';

/** Undefined if the file cannot be read whole. */
export function rowsIn(format: ReportFormat, bytes: Buffer): readonly number[] | undefined {
  const text = decoded(bytes);
  if (text === undefined) return undefined;
  switch (format) {
    case 'csv':
      return filledRows(text, ',');
    case 'tsv':
      return filledRows(text, '\t');
    case 'json':
      return listIn(text)?.map((_, index) => index + 1);
    case 'ndjson':
      return text.split('\n').flatMap((line, index) => (/^[ \t\r]*$/.test(line) ? [] : [index + 1]));
  }
}

/** The numbers of the rows with a cell that is not empty, without the header's. */
function filledRows(text: string, delimiter: string): readonly number[] | undefined {
  const filled = csvRows(text, delimiter)?.flatMap((cells, index) =>
    cells.some((cell) => cell !== '') ? [index + 1] : [],
  );
  return filled?.slice(1);
}

function listIn(text: string): readonly unknown[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(value)) return value;
  const [records] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return Array.isArray(records) ? records : undefined;
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
