// Tells how a table was read, as its plan says: one line for each kind of thing that a person would not see in the counts.

import type { Plan } from '../../../shared/job/plan.ts';
import type { TableField } from '../../../shared/feishu/titles/operation-table.ts';
import { tableOperations } from '../../../shared/feishu/titles/table-operations.ts';
import { shown } from '../../../shared/words/show.ts';
import { say, type Say } from '../words/say.ts';
import type { Screen } from './screen.ts';

const mostTitles = 10;
const mostRows = 3;
/** The first is the title, with the month; what is below it may be long. */
const mostAbove = 1;

export function tellReading(plan: Plan, screen: Screen, indent: number): void {
  for (const line of linesOfReading(plan)) screen.say(line, indent);
}

/** Tells it under the name of the file. */
export function tellReadingOf(file: string, plan: Plan, screen: Screen, indent: number): void {
  if (linesOfReading(plan).length === 0) return;
  screen.say(say('reading.of_file', { file }), indent);
  tellReading(plan, screen, indent + 2);
}

/** Empty: no table, one in UTF-8 that is all header and records, or one that was stopped, of which its reason says where. */
function linesOfReading(plan: Plan): readonly Say[] {
  if (plan.state === 'rejected' && plan.passed_over === undefined) return [];
  const { sheet, encoding = 'utf-8', ignored_columns = [], passed_over, derived = [], defaults = {} } = plan;
  const columns = ignored_columns.slice(0, mostTitles).map(shown);
  const given = Object.entries(defaults);
  const field = fieldsOf(plan);
  return [
    ...(sheet === undefined ? [] : [say('reading.sheet', { sheet: shown(sheet) })]),
    ...(encoding === 'utf-8' ? [] : [say('reading.encoding', { encoding })]),
    ...lineOfHeader(plan),
    ...(columns.length === 0
      ? []
      : [say('reading.ignored', { columns, more: ignored_columns.length - columns.length })]),
    ...(passed_over && passed_over.count > 0
      ? [say('reading.passed_over', { all: passed_over.count, rows: passed_over.rows.slice(0, mostRows) })]
      : []),
    ...(derived.length === 0
      ? []
      : [say('reading.derived', { fields: derived.map((name) => titleOf(name, field(name))) })]),
    ...(given.length === 0
      ? []
      : [
          say('reading.given', {
            fields: given.map(([name, value]) => ({
              title: titleOf(name, field(name)),
              value: { en: shown(value), zh: shown(labelOf(value, field(name))) },
            })),
          }),
        ]),
  ];
}

function lineOfHeader({ header_row: row = 1, above_header = [] }: Plan): readonly Say[] {
  const above = above_header.filter((text) => text !== '');
  const texts = above.slice(0, mostAbove).map(shown);
  return row === 1 ? [] : [say('reading.header', { row, texts, more: above.length - texts.length })];
}

/** The fields of an operation's table by their paths, like details.issuance_way. */
function fieldsOf({ operation }: Plan): (path: string) => TableField | undefined {
  const table = tableOperations.find(({ name }) => name === operation)?.table;
  const fields = [
    ...Object.entries(table?.fields ?? {}),
    ...Object.entries(table?.lists ?? {}).flatMap(([list, { fields: ofList }]) =>
      Object.entries(ofList).map(([name, field]) => [`${list}.${name}`, field] as const),
    ),
  ];
  const byPath = new Map(fields);
  return (path) => byPath.get(path);
}

function titleOf(name: string, field: TableField | undefined) {
  return { en: field?.en[0] ?? name, zh: field?.zh[0] ?? name };
}

function labelOf(value: string, field: TableField | undefined): string {
  return Object.entries(field?.labels ?? {}).find(([, of]) => of === value)?.[0] ?? value;
}
