// docs/zh/titles.md says of each title what split makes of it.

import { describe, expect, it } from 'vitest';

import { titlesPage } from '../../docs/titles-page.ts';
import { readHeader } from '../../functions/split/read/table/read-header.ts';
import { StopFile } from '../../functions/split/read/stop-file.ts';
import { KnownTitles } from '../../functions/split/read/table/titles/known-titles.ts';
import { tableOperations } from '../../shared/feishu/titles/table-operations.ts';

interface TitleRow {
  readonly title: string;
  readonly others: readonly string[];
  readonly need: string;
  readonly field: string;
}

/** The rows of the section of an operation: those of its own fields, then those of its details. */
function rowsOf(operation: string): readonly TitleRow[] {
  const section = titlesPage(tableOperations)
    .split('\n## ')
    .find((text) => text.includes(`\`${operation}\``));
  const rows = section?.split('\n').filter((line) => /^\| [^-]/.test(line) && !line.startsWith('| 标题 |'));
  return (rows ?? []).map((line) => {
    const [title = '', zh = '', need = '', , en = '', field = ''] = line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim());
    const others = [...zh.split('、'), ...en.split(', ')].filter((other) => other !== '');
    return { title, others, need, field: field.replaceAll('`', '') };
  });
}

/** The stop at a table of these columns; undefined: it is read. */
function stopAt(operation: string, cells: readonly string[]): string | undefined {
  const table = tableOperations.find(({ name }) => name === operation);
  if (!table) throw new Error(`no operation ${operation}`);
  try {
    readHeader({ operation: table, known: new KnownTitles(table), given: [] }, { row: 1, cells });
    return undefined;
  } catch (error) {
    if (error instanceof StopFile) return JSON.stringify(error.said);
    throw error;
  }
}

describe.each(tableOperations.map(({ name }) => name))('the titles of %s', (name) => {
  const rows = rowsOf(name);
  const all = rows.map(({ title }) => title);

  it('are all there, and each means its field', () => {
    const table = tableOperations.find((operation) => operation.name === name);
    const known = table && new KnownTitles(table);
    const told = rows.flatMap(({ title, others, field }) => [title, ...others].map((each) => [each, field]));
    const numbers = told.filter(([title = '']) => known?.meaningOf(title) !== undefined);
    expect(told.length).toBe(known?.titles.length);
    expect(numbers.map(([title = '']) => [title, known?.meaningOf(title)?.name])).toEqual(told);
  });

  it('make a header that is read', () => {
    expect(rows.length).toBeGreaterThan(1);
    expect(stopAt(name, all)).toBeUndefined();
  });

  it.each(rows)('without $title: $need', ({ title, need }) => {
    const stop = stopAt(
      name,
      all.filter((each) => each !== title),
    );
    if (need.startsWith('必填')) expect(stop).toContain(title);
    else expect(stop).toBeUndefined();
  });
});
