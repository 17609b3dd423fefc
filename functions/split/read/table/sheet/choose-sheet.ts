// Chooses the sheet of a workbook that is read: the one that was asked for, the template's, or the only visible one with a header.

import { fieldsOf } from '../../../../../shared/feishu/rules/shape.ts';
import type { TableOperation } from '../../../../../shared/feishu/titles/operation-table.ts';
import { say } from '../../../../../shared/words/say.ts';
import { shown, type Shown } from '../../../../../shared/words/show.ts';
import { StopFile } from '../../stop-file.ts';
import type { Sheet, Workbook } from '../../workbook/open-workbook.ts';
import { isHeadWhole, placesOfHeader, titlesIn } from '../find-header.ts';
import type { Row } from '../row.ts';
import type { KnownTitles } from '../titles/known-titles.ts';

/** `asked`: the name that an option or the template gives; undefined: none does. */
export async function chooseSheet(
  { sheets }: Workbook,
  operation: TableOperation,
  known: KnownTitles,
  asked: string | undefined,
): Promise<Sheet> {
  if (asked !== undefined) {
    const found = sheets.find(({ name }) => name === asked);
    if (found) return found;
    throw new StopFile(say('table.sheet_unknown', { name: shown(asked), sheets: names(sheets) }));
  }
  const visible = sheets.filter((sheet) => sheet.visible);
  const [only, ...more] = visible;
  if (!only) throw new StopFile(say('table.no_sheet'));
  if (more.length === 0) return only;
  const withHeader: Sheet[] = [];
  for (const sheet of visible)
    if (hasHeader(operation, known, await firstRows(sheet))) withHeader.push(sheet);
  const [found, other] = withHeader;
  if (!found) throw new StopFile(say('table.no_sheet_with_header', { sheets: names(visible) }));
  if (other) throw new StopFile(say('table.several_sheets', { sheets: names(withHeader) }));
  return found;
}

function names(sheets: readonly Sheet[]): readonly Shown[] {
  return sheets.map(({ name }) => shown(name));
}

async function firstRows(sheet: Sheet): Promise<readonly Row[]> {
  const head: Row[] = [];
  for await (const rows of sheet.rows()) {
    for (const row of rows) head.push(row);
    if (isHeadWhole(head)) break;
  }
  return head;
}

/** An operation that needs a single column may have a header of one title, in the first row. */
function hasHeader(operation: TableOperation, known: KnownTitles, rows: readonly Row[]): boolean {
  if (placesOfHeader(known, rows).length > 0) return true;
  const required = [...fieldsOf(operation.record).values()].filter((field) => field.required);
  const [first] = rows;
  return required.length === 1 && first !== undefined && titlesIn(known, first) > 0;
}
