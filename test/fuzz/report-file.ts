// Reads a file of a report as any parser would: CSV by its RFC, JSON by JavaScript's own parser.

import type { ReportFormat } from '../../functions/report/files/formats.ts';
import { csvRows } from './csv-rows.ts';

export interface ReportedRow {
  readonly row: number;
  readonly status: string;
  readonly message: string;
}

/** Throws if it does not parse, or if a row lacks a column of Payferry's. */
export function readReportFile(format: ReportFormat, text: string): readonly ReportedRow[] {
  switch (format) {
    case 'csv':
      return tableRows(text, ',');
    case 'tsv':
      return tableRows(text, '\t');
    case 'json':
      return elementRows(JSON.parse(text));
    case 'ndjson':
      if (!text.endsWith('\n')) throw new Error('its last line does not end');
      return elementRows(
        text
          .slice(0, -1)
          .split('\n')
          .map((line): unknown => JSON.parse(line)),
      );
  }
}

function tableRows(text: string, delimiter: string): readonly ReportedRow[] {
  if (!text.startsWith('\uFEFF')) throw new Error('it has no byte order mark');
  const [header, ...rows] = csvRows(text.slice(1), delimiter) ?? [];
  if (!header) throw new Error('it is no table');
  const at = (name: string) => {
    const [place, ...others] = [...header.keys()].filter((index) => header[index] === name);
    if (place === undefined || others.length > 0)
      throw new Error(`${name} stands ${others.length} times more`);
    return place;
  };
  const places = [at('_row'), at('_status'), at('_message')] as const;
  return rows.map((cells) => {
    const formula = cells.find((cell) => /^[=+\-@\t\r]/.test(cell) && !/^[+-][\d.]+$/.test(cell));
    if (formula !== undefined) throw new Error(`a spreadsheet runs ${JSON.stringify(formula)}`);
    const [row = '', status = '', message = ''] = places.map((place) => cells[place]);
    return rowOf(row === '' ? undefined : Number(row), status, message);
  });
}

function elementRows(elements: unknown): readonly ReportedRow[] {
  if (!Array.isArray(elements)) throw new Error('it is no list');
  return elements.map((element: unknown) => {
    if (typeof element !== 'object' || element === null) throw new Error('an element is no object');
    const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(element));
    return rowOf(fields.get('_row'), fields.get('_status'), fields.get('_message'));
  });
}

function rowOf(row: unknown, status: unknown, message: unknown): ReportedRow {
  if (typeof row !== 'number' || !Number.isInteger(row)) throw new Error(`its _row is ${String(row)}`);
  if (typeof status !== 'string' || typeof message !== 'string') throw new Error(`row ${row} says nothing`);
  return { row, status, message };
}
