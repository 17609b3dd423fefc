// What a workbook that was made by our template says besides its data: constants for all records, and totals by formula. The
// template is known by a defined name, which refers to the sheet of data.

import type { TableOperation } from '../../../../../shared/feishu/titles/operation-table.ts';
import { say } from '../../../../../shared/words/say.ts';
import { shown } from '../../../../../shared/words/show.ts';
import { StopFile } from '../../stop-file.ts';
import { cellName, type Sheet, type SheetRow, type Workbook } from '../../workbook/open-workbook.ts';
import { stopsFile } from '../row.ts';
import { plainWord } from '../footers/footer-words.ts';
import { mayBeGivenOnce, readGivenOnce } from '../given-once.ts';

const templateName = 'payferry_template';
const sheetOfConstants = '填写说明';
const sheetOfTotals = '汇总';

/** The name of the sheet with the data; undefined where the workbook was not made by the template. */
export function templateSheet({ definedNames }: Workbook): string | undefined {
  const refersTo = definedNames.get(templateName);
  if (refersTo === undefined) return undefined;
  const [, quoted, plain] = /^=?(?:'((?:[^']|'')+)'|([^'!]+))!/.exec(refersTo) ?? [];
  return quoted?.replaceAll("''", "'") ?? plain ?? refersTo;
}

/** By the paths of `readGivenOnce`. Empty where no constant is filled in. */
export async function constantsOf(
  operation: TableOperation,
  { sheets }: Workbook,
): Promise<ReadonlyMap<string, string>> {
  const constants = new Map<string, string>();
  for (const { row, cells } of await rowsOf(sheets.find(({ name }) => name === sheetOfConstants))) {
    const [title = '', value = ''] = cells;
    if (value.trim() === '' || !mayBeGivenOnce(operation, title)) continue;
    const read = readGivenOnce(operation, title, value);
    const why = read.kind === 'wrong' ? read.fault : undefined;
    const field = { column: title, cell: `${sheetOfConstants}!${cellName(1, row)}` };
    if (why) throw new StopFile(say('table.at_field', { field, why }));
    if (read.kind !== 'given') continue;
    const before = constants.get(read.path);
    if (before !== undefined && before !== read.text)
      throw new StopFile(
        say('table.default_twice', { field: title, first: shown(before), second: shown(read.text) }),
      );
    constants.set(read.path, read.text);
  }
  return constants;
}

export interface TemplateTotal {
  /** What is stated: the number of records, or the sum of their amounts. */
  readonly of: 'records' | 'amount';
  readonly value: string;
  readonly cell: string;
}

export async function totalsOf({ sheets }: Workbook): Promise<readonly TemplateTotal[]> {
  const rows = await rowsOf(sheets.find(({ name }) => name === sheetOfTotals));
  return rows.flatMap((row) => row.cells.flatMap((label, at) => totalAt(row, label, at + 1)));
}

function totalAt({ row, cells, marks }: SheetRow, label: string, at: number): readonly TemplateTotal[] {
  const word = plainWord(label).replace(/:$/, '');
  if (word !== '总笔数' && word !== '总金额') return [];
  const cell = `${sheetOfTotals}!${cellName(at, row)}`;
  const mark = marks?.get(at);
  if (mark && stopsFile(mark))
    throw new StopFile(say('table.at_field', { field: { column: label.trim(), cell }, why: mark.say }));
  const value = (cells[at] ?? '').trim();
  return value === '' ? [] : [{ of: word === '总笔数' ? 'records' : 'amount', value, cell }];
}

/** The template's own sheets are short. */
const lastTemplateRow = 1000;

async function rowsOf(sheet: Sheet | undefined): Promise<readonly SheetRow[]> {
  const found: (readonly SheetRow[])[] = [];
  if (!sheet) return [];
  for await (const rows of sheet.rows()) {
    found.push(rows);
    if ((rows.at(-1)?.row ?? 0) >= lastTemplateRow) break;
  }
  return found.flat();
}
