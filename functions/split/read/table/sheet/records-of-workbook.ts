// Makes records of a workbook: chooses its sheet, reads that as a table, and holds the records against the totals of the template.

import { inShort } from '../../../../../shared/words/in-short.ts';
import { say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import type { ReadRecord } from '../../read-record.ts';
import { StopFile } from '../../stop-file.ts';
import type { SheetEnd, Workbook } from '../../workbook/open-workbook.ts';
import { givenOf } from '../given-once.ts';
import type { Row } from '../row.ts';
import { recordsOfTable, type TableReading } from '../rows.ts';
import { KnownTitles } from '../titles/known-titles.ts';
import { chooseSheet } from './choose-sheet.ts';
import { constantsOf, templateSheet, totalsOf } from './template.ts';

const nothingAround: SheetEnd = { merged: [], filtered: false, hiddenColumns: [] };
const mostFaultsTold = 10;

/** `asked`: the sheet that an option names; undefined: none does. */
export async function* recordsOfWorkbook(
  reading: Omit<TableReading, 'sheet'>,
  book: Workbook,
  asked: string | undefined,
): AsyncGenerator<readonly ReadRecord[]> {
  const { operation } = reading;
  const template = templateSheet(book);
  const sheet = await chooseSheet(book, operation, new KnownTitles(operation), asked ?? template);
  const isTemplate = template !== undefined && sheet.name === template;
  const constants = isTemplate ? await constantsOf(operation, book) : new Map<string, string>();
  const totals = isTemplate ? await totalsOf(book) : [];

  let around = nothingAround;
  async function* rows(): AsyncGenerator<readonly Row[]> {
    const read = sheet.rows();
    for (let next = await read.next(); ; next = await read.next()) {
      if (next.done === true) {
        around = next.value;
        return;
      }
      yield next.value.map(withoutBlankMarks);
    }
  }
  yield* recordsOfTable(
    {
      ...reading,
      given: bothGiven(reading.given, givenOf(operation, Object.fromEntries(constants))),
      sheet: {
        name: sheet.name,
        visible: sheet.visible,
        around: () => around,
        check(sums) {
          const faults = totals.flatMap(({ of, value, cell }) =>
            of === 'records' ? sums.faultOfCount(cell, value) : sums.faultOfTotal(cell, value),
          );
          if (faults.length > 0) throw new StopFile(inShort(faults, mostFaultsTold));
        },
      },
    },
    rows(),
  );
}

/** What stands for a formula without a result, which must not be taken for an empty cell. */
const notCalculated = '=';

function withoutBlankMarks(row: Row): Row {
  if (!row.marks) return row;
  const cells = [...row.cells];
  for (const at of row.marks.keys()) if ((cells[at] ?? '') === '') cells[at] = notCalculated;
  return { ...row, cells: Array.from(cells, (cell) => cell ?? '') };
}

/** An option and the template may give the same, and nothing else. */
function bothGiven(options: TableReading['given'], constants: TableReading['given']): TableReading['given'] {
  for (const { path, value } of constants) {
    const other = options.find((each) => each.path === path);
    if (other && other.value !== value)
      throw new StopFile(
        say('table.default_twice', {
          field: path.split('.').at(-1) ?? path,
          first: shown(other.value),
          second: shown(value),
        }),
      );
  }
  return [...options, ...constants.filter(({ path }) => options.every((each) => each.path !== path))];
}
