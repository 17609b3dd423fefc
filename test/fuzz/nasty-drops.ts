// Files of nasty rows in every format that is text, and the same records as a message, with the text that they hold.

import fc from 'fast-check';

import { byteOrderMark, quotedCell } from '../../shared/values/csv.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import type { ReportFormat } from '../../functions/report/files/formats.ts';
import { damage } from './damage.ts';
import { cellsOf, elementOf, row, type Form, type Row } from './nasty-rows.ts';

export interface Drop {
  readonly operation: WriteOperation;
  readonly format: ReportFormat;
  /** resource/action/options, as in a key of the inbox. */
  readonly folder: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** The body of an intake message. Undefined: the file itself is dropped. */
  readonly message?: string;
}

/** Columns that an earlier report or a person has added. */
const extraColumns = [
  [],
  [],
  ['_note'],
  ['_row', '_status', '_code', '_message'],
  ['_status'],
  ['_row', '_id'],
  ['_message', '_a\nb', ' _row '],
];

const formats: readonly ReportFormat[] = ['csv', 'tsv', 'json', 'ndjson'];

/** Options of an inbox folder. Each of the last ones stops a file. */
const options = [
  'dry_run=true',
  'approval=required',
  'approval=none',
  'expected_records=2',
  'expected_total.CNY=1',
  'expected_total.\u001b[2J=1',
  'nobody=1',
];

const recipe = fc.record({
  operation: fc.constantFrom(...writeOperations),
  format: fc.constantFrom(...formats, 'message' as const),
  rows: fc.oneof(
    { weight: 15, arbitrary: fc.array(row, { minLength: 1, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.constant<Row[]>([]) },
  ),
  form: fc.constantFrom<Form>('details in one row', 'a row for each detail'),
  extra: fc.constantFrom(...extraColumns),
  turn: fc.nat({ max: 20 }),
  quotesAll: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  lastEnd: fc.boolean(),
  mark: fc.constantFrom('', '', byteOrderMark),
  wrapped: fc.boolean(),
  percent: fc.constantFrom('max_rejected_percent=100', 'max_rejected_percent=100', 'max_rejected_percent=20'),
  option: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('', '', 'sub folder', 'language=zh') },
    { weight: 1, arbitrary: fc.constantFrom(...options) },
  ),
  stem: fc.constantFrom(
    'a',
    'a',
    'a',
    '十一月 奖金',
    'a.b.c',
    ' ',
    '\u202egnp',
    "'; --",
    '.',
    'x'.repeat(200),
  ),
  spoil: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: damage }),
});
type Recipe = typeof recipe extends fc.Arbitrary<infer One> ? One : never;

export const drop: fc.Arbitrary<Drop> = recipe.map((made) => {
  const { operation, spoil } = made;
  const format = made.format === 'message' ? 'json' : made.format;
  const text = textOf(made, format);
  const whole = Buffer.from(text);
  const dropped: Drop = {
    operation,
    format,
    folder: [operation.name.replace('.', '/'), made.percent, made.option]
      .filter((part) => part !== '')
      .join('/'),
    name: `${made.stem}.${format === 'ndjson' && made.wrapped ? 'jsonl' : format}`,
    bytes: spoil ? spoil(whole) : whole,
    ...(made.format === 'message' ? { message: messageOf(made) } : {}),
  };
  return Object.assign(dropped, {
    [fc.toStringMethod]: () =>
      JSON.stringify({ ...dropped, operation: operation.name, bytes: dropped.bytes.toString() }),
  });
});

function textOf(made: Recipe, format: ReportFormat): string {
  const { operation, rows, end, lastEnd, mark, wrapped } = made;
  if (format === 'csv' || format === 'tsv') return tableOf(made, format === 'csv' ? ',' : '\t');
  const elements = rows.map((given) => elementOf(operation, given));
  if (format === 'json') {
    const list = `[${elements.join(end === '\r' ? ',' : `${end},`)}]`;
    return mark + (wrapped ? `{"records":${list}}` : list) + (lastEnd ? end : '');
  }
  const lines = rows.map((given, at) => (given.kind === 'text' ? given.text : (elements[at] ?? '')));
  // A lone carriage return ends no line of NDJSON.
  const newline = end === '\r' ? '\n' : end;
  return mark + lines.join(newline) + (lastEnd ? newline : '');
}

function tableOf(made: Recipe, delimiter: ',' | '\t'): string {
  const { operation, rows, form, extra, turn, quotesAll, end, lastEnd, mark } = made;
  const titles = [...(cellsOf(operation, '', form)[0] ?? []).map(([name]) => name), ...extra];
  const header = [...titles.slice(turn % titles.length), ...titles.slice(0, turn % titles.length)];
  const quoted = (text: string) => (quotesAll ? `"${text.replaceAll('"', '""')}"` : quotedCell(text));
  const lines = [header.map(quoted).join(delimiter)];
  for (const given of rows) {
    // One more quote would make the whole table unreadable, so only rare texts may have one.
    if (given.kind === 'text') lines.push(given.rare ? given.text : given.text.replaceAll('"', ''));
    else
      for (const cells of rowsOf(operation, given, form, header))
        lines.push(cells.map(quoted).join(delimiter));
  }
  return mark + lines.join(end) + (lastEnd ? end : '');
}

function rowsOf(
  operation: WriteOperation,
  given: Exclude<Row, { kind: 'text' }>,
  form: Form,
  header: readonly string[],
): readonly (readonly string[])[] {
  const rows = cellsOf(operation, given.id, form).map((named) => {
    const cells = new Map(named);
    return header.map((name) => cells.get(name) ?? '');
  });
  const last = rows.at(-1) ?? [];
  if (given.kind === 'bent') last[given.at % last.length] = given.cell;
  if (given.kind === 'more' && given.cells < 0) last.splice(given.cells);
  if (given.kind === 'more' && given.cells > 0)
    last.push(...Array.from({ length: given.cells }, () => given.name));
  return rows;
}

function messageOf({ operation, rows, option, stem }: Recipe): string {
  const [name = '', value = ''] = option.split('=');
  const more = value === '' ? '' : `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
  const records = rows.map((given) => elementOf(operation, given)).join();
  return `{"operation":${JSON.stringify(operation.name)},"job":${JSON.stringify(stem)},"max_rejected_percent":100${more},"records":[${records}]}`;
}
