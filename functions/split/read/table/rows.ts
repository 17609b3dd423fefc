// Makes records of the rows of a table. Where each row is a detail, consecutive rows of one identity are one record.

import type { TableOperation } from '../../../../shared/feishu/titles/operation-table.ts';
import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import type { ReadRecord } from '../read-record.ts';
import type { SheetEnd } from '../workbook/open-workbook.ts';
import { findHeader, isHeadWhole } from './find-header.ts';
import type { GivenOnce } from './missing-columns.ts';
import { readHeader } from './read-header.ts';
import type { Row } from './row.ts';
import type { ColumnSums } from './footers/column-sums.ts';
import { cellNameIn, hiddenSentences, refuseMerged } from './sheet/surroundings.ts';
import { factsOfHeader, factsOfTable, heldForColumns, type TableFacts } from './table-facts.ts';
import { Table } from './table.ts';
import { KnownTitles } from './titles/known-titles.ts';

export interface TableReading {
  readonly operation: TableOperation;
  /** What is given once for all records. */
  readonly given: readonly GivenOnce[];
  /** Absent: the table is text. */
  readonly sheet?: SheetReading;
  /** Called when the header is found, and again when the table was read to its end. */
  readonly onTable: (facts: TableFacts) => void;
}

export interface SheetReading {
  readonly name: string;
  readonly visible: boolean;
  /** What stands around the cells; known once all rows were read. */
  readonly around: () => SheetEnd;
  /** Stops the file where the workbook states other totals. */
  readonly check: (sums: ColumnSums) => void;
}

export async function* recordsOfTable(
  reading: TableReading,
  chunks: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly ReadRecord[]> {
  const head: Row[] = [];
  let begun: Begun | undefined;
  for await (const rows of chunks) {
    if (begun) {
      yield begun.table.take(rows);
      continue;
    }
    for (const row of rows) head.push(row);
    if (!isHeadWhole(head)) continue;
    begun = begin(reading, head.splice(0));
    yield begun.table.take(begun.below);
  }
  if (!begun) {
    begun = begin(reading, head);
    yield begun.table.take(begun.below);
  }
  const { table, facts } = begun;
  const last = table.end();
  const hidden = reading.sheet ? heedSheet(reading.sheet, table) : [];
  yield last;
  reading.onTable({
    ...facts,
    ...factsOfTable(table.header, table.passedOver),
    hold: [...heldForColumns(table.header), ...hidden],
  });
}

function heedSheet({ name, visible, around, check }: SheetReading, table: Table): TableFacts['hold'] {
  const end = around();
  refuseMerged(name, end, table.header, table.lastRow);
  check(table.sums);
  const hidden = hiddenSentences(table.header, end, table.hidden);
  const said = visible ? hidden : [say('table.sheet_hidden', { sheet: shown(name) }), ...hidden];
  return said.map((each) => ({ kind: 'hidden_rows', say: each }));
}

/** 单位：万元 above the header, or 万元 in brackets behind a title of the table. */
const unitAbove = /单位[^,;。]{0,6}[十百千万亿]元?|[(][^()]{0,10}[十百千万亿]元[)]|^[十百千万亿]+元$/;

/** Stops the file at amounts in another unit: they would be paid many times too small. */
function requireUnits(above: readonly Row[]): void {
  for (const { row, cells } of above)
    for (const cell of cells) {
      const [unit] = unitAbove.exec(cell.normalize('NFKC').replaceAll(/\s/g, '')) ?? [];
      if (unit !== undefined) throw new StopFile(say('table.unit_above', { row, unit: shown(unit) }));
    }
}

interface Begun {
  readonly table: Table;
  readonly below: readonly Row[];
  readonly facts: TableFacts;
}

function begin({ operation, given, sheet, onTable }: TableReading, rows: readonly Row[]): Begun {
  const known = new KnownTitles(operation);
  const found = findHeader(known, rows);
  if (!found) throw new StopFile(say('file.empty'));
  requireUnits(found.above);
  const facts = { ...factsOfHeader(found.header, found.above), ...(sheet ? { sheet: sheet.name } : {}) };
  onTable(facts);
  const header = readHeader({ operation, known, given }, found.header);
  return { table: new Table(operation, header, sheet && cellNameIn(sheet.name)), below: found.below, facts };
}
