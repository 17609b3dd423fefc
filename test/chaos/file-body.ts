// A dropped file as bytes, and which rows of the file hold which record.

import { gzipSync } from 'node:zlib';

import { cellOf } from './cell-of.ts';
import { bytesOfTable, rowsAbove } from './clerk/table.ts';
import type { ClerksTable, DroppedFile } from './story.ts';
import type { Fields } from './wire-record.ts';

export interface FileBody {
  readonly bytes: Buffer;
  /** The rows of each record, as a person counts them, in the order of the story's rows. */
  readonly rows: readonly (readonly number[])[];
}

type Line = { readonly fields: Fields | undefined; readonly text: string };

export async function bodyOf(file: DroppedFile, lines: readonly Line[]): Promise<FileBody> {
  const { plain, rows } = file.clerk ? await clerksBody(file, file.clerk, lines) : plainBody(file, lines);
  const packed = file.packed ? gzipSync(plain) : plain;
  const bytes = file.damage === 'cut_off' ? packed.subarray(0, packed.length - 9) : packed;
  return { bytes, rows };
}

function plainBody(file: DroppedFile, lines: readonly Line[]) {
  const { text, rows } = textOf(file, lines);
  return { plain: Buffer.from(text), rows };
}

/** A line that is no record has only the text, in the column of the identity. */
async function clerksBody(file: DroppedFile, clerk: ClerksTable, lines: readonly Line[]) {
  const named = neededBy(file.operation)[0] ?? '';
  const spread = lines.map((line) => (line.fields ? spreadOf(file, line.fields) : [{ [named]: line.text }]));
  const rows: number[][] = [];
  const filled: Fields[] = [];
  for (const one of spread) {
    rows.push(one.map((_, at) => rowsAbove(clerk) + filled.length + 1 + at));
    filled.push(...one);
  }
  return { plain: await bytesOfTable(clerk, { header: headerOf(file, spread), rows: filled }), rows };
}

function textOf(file: DroppedFile, lines: readonly Line[]) {
  switch (file.format) {
    case 'csv':
    case 'tsv':
      return table(file, lines);
    case 'json':
      return {
        text: JSON.stringify(
          lines.map(({ fields }) => fields),
          null,
          1,
        ),
        rows: onePerRecord(lines, 1),
      };
    case 'ndjson':
      return {
        text: lines.map(({ fields, text }) => `${fields ? JSON.stringify(fields) : text}\n`).join(''),
        rows: onePerRecord(lines, 1),
      };
  }
}

const onePerRecord = (lines: readonly Line[], first: number) => lines.map((_, at) => [at + first]);

/** The header is row 1. */
function table(file: DroppedFile, lines: readonly Line[]) {
  const spread = lines.map((line) => (line.fields ? spreadOf(file, line.fields) : [line.text]));
  const header = headerOf(file, spread);
  const rows: number[][] = [];
  const texts = [rowText(header, file)];
  for (const one of spread) {
    rows.push(one.map((_, at) => texts.length + 1 + at));
    for (const cells of one)
      texts.push(
        typeof cells === 'string'
          ? ragged(cells, file)
          : rowText(
              header.map((name) => cellOf(cells[name])),
              file,
            ),
      );
  }
  return { text: `${texts.join('\r\n')}\r\n`, rows };
}

/** The rows of a record, each as cells by column. */
function spreadOf({ details: layout }: DroppedFile, { details, ...rest }: Fields): Fields[] {
  const parts: readonly object[] = Array.isArray(details) ? details : [];
  if (parts.length === 0) return [rest];
  if (layout === 'long')
    return parts.map((part) => ({ ...rest, ...renamed(part, (name) => `details.${name}`) }));
  return [
    Object.assign({}, rest, ...parts.map((part, at) => renamed(part, (name) => `details.${at + 1}.${name}`))),
  ];
}

const renamed = (fields: object, rename: (name: string) => string): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [rename(name), value]));

/** If no record has a field, the header still names a column that the operation needs. */
function headerOf({ operation }: DroppedFile, spread: readonly (readonly (Fields | string)[])[]): string[] {
  const names = spread.flat().flatMap((cells) => (typeof cells === 'string' ? [] : Object.keys(cells)));
  return [...new Set(names.length > 0 ? names : neededBy(operation))];
}

const neededBy = (operation: string): string[] => [operation.endsWith('create') ? 'unique_id' : 'id'];

/** More cells than any header has columns. */
const ragged = (text: string, file: DroppedFile) =>
  rowText([text, ...Array.from({ length: 99 }, () => '')], file);

function rowText(cells: readonly string[], { format }: DroppedFile): string {
  const delimiter = format === 'csv' ? ',' : '\t';
  const quote = (cell: string) =>
    /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return cells.map(quote).join(delimiter);
}
