// Why a whole file is refused: it cannot be read to its end, it asks for something unknown, or it does not hold what it should.

import type { Sentences } from './sentences.ts';
import { show, showName } from './show.ts';

const didYouMean = (meant: string | undefined) => (meant === undefined ? '' : `, is it ${meant}?`);

export const fileSentences = {
  empty: () => 'the file is empty',
  takes_too_long: () => 'the file takes longer to read than a function may run: split it into several',
  replaced: () => 'the file was replaced or removed before it was read; what replaced it is a job of its own',

  // Faults of the bytes.
  unpacks_too_far: ({ times }: { times: number }) =>
    `the file unpacks to over ${times} times its size: it is no file of records`,
  gzip_goes_on: () => 'the gzip file goes on behind its end: were two files put into one?',
  gzip_cut_off: () => 'the gzip file is cut off: its end is missing',
  gzip_damaged: () => 'the gzip file is damaged, or no gzip file at all',
  too_large: ({ bytes }: { bytes: number }) =>
    `the file holds more than ${bytes} bytes: split it into several`,
  is_gzip: () => 'the file is gzip: name it with .gz at the end',
  is_workbook: () => 'the file is an Excel workbook or a zip: save it as CSV UTF-8',
  is_old_workbook: () => 'the file is an old Excel workbook: save it as CSV UTF-8',
  is_utf16: () => 'the file is in UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)',
  not_utf8: ({ line }: { line: number }) =>
    `the file is not in UTF-8 (line ${line}): save it as UTF-8 (in Excel: CSV UTF-8)`,

  // Faults of CSV and TSV.
  too_many_cells: ({ row, most }: { row: number; most: number }) => `row ${row} has more than ${most} cells`,
  row_too_long: ({ row, chars }: { row: number; chars: number }) =>
    `row ${row}: the row is longer than ${chars} characters: is a quote never closed?`,
  quote_never_closed: ({ row }: { row: number }) =>
    `row ${row}: a quoted cell that begins here is never closed`,
  text_behind_quote: ({ row }: { row: number }) =>
    `row ${row}: there is text behind a closing quote; a quote inside a quoted cell is written twice`,
  quote_inside: ({ row }: { row: number }) =>
    `row ${row}: there is a quote inside a cell that does not begin with one; quote the whole cell, and write the quote twice`,
  record_too_large: ({ firstRow, lastRow, field, value }: TooLarge) =>
    `rows ${firstRow} to ${lastRow} all have the ${field} ${show(value)}, which makes one record of them, larger than any may be`,
  zeroed_ids: ({ column }: { column: string }) =>
    `every long id in the column ${column} ends in zeros behind its 15th digit: a spreadsheet has damaged them. Format the column as text and fill it in again`,

  // Faults of a table's header.
  header_wrong: ({ row, faults }: { row: number; faults: string }) =>
    `the header (row ${row}) is wrong: ${faults}`,
  other_separator: ({ separator }: { separator: string }) =>
    `its cells seem to be parted by ${JSON.stringify(separator)}: CSV has commas, TSV has tabs`,
  column_twice: ({ name }: { name: string }) => `the column ${show(name)} stands there twice`,
  column_without_name: ({ number }: { number: number }) => `column ${number} has no name`,
  column_unknown: ({ name, meant }: Unknown) => `nobody knows the column ${show(name)}${didYouMean(meant)}`,
  column_missing: ({ name }: { name: string }) => `the column ${name} is missing`,
  details_mixed: () => 'details stand in one row (details.1.…) or in a row each (details.…), not both',

  // Faults of JSON and NDJSON.
  element_too_long: ({ place, bytes }: { place: string; bytes: number }) =>
    `${place} is longer than ${bytes} bytes`,
  json_is_no_list: () =>
    'a JSON file holds a list of records, or an object whose one field "records" is such a list; a file with a record in each line is NDJSON: name it .ndjson',
  json_cut_off: ({ record }: { record: number }) =>
    `the JSON document is cut off in or behind record ${record}`,
  json_more_fields: () => '"records" must be the only field of the JSON object',
  json_broken_behind: () => 'the JSON document is broken behind the list of records',
  json_broken: ({ record }: { record: number }) => `record ${record}: the JSON document is broken`,

  // Faults in what the file asks for.
  operation_unknown: ({ name, meant, known }: Unknown & { known: readonly string[] }) =>
    `nobody knows the operation ${show(name)}${meant === undefined ? `; there are ${known.join(', ')}` : didYouMean(meant)}`,
  format_unknown: ({ known }: { known: readonly string[] }) =>
    `the file is in no known format: its name must end in ${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}, each also with .gz`,
  option_unknown: ({ name, meant }: Unknown) => `nobody knows the option ${show(name)}${didYouMean(meant)}`,
  option_wrong: ({ name, value, expected }: Wrong) =>
    `${showName(name)} is ${show(value)}, expected ${expected}`,
  option_twice: ({ name, first, second }: Twice) =>
    `${showName(name)} is given twice, as ${show(first)} and ${show(second)}`,

  // Faults in what the file holds.
  no_records: () => 'the file holds no records',
  other_count: ({ expected, found }: { expected: number; found: number }) =>
    `expected_records is ${expected}, but the file holds ${found}`,
  other_total: ({ currency, expected, sum, uncounted }: OtherTotal) =>
    `${showName(`expected_total.${currency}`)} is ${expected}, the file adds up to ${sum}` +
    (uncounted === 0
      ? ''
      : `; ${uncounted} records are in no total, for their amount or currency cannot be read`),
  total_unexpected: ({ currency, amount, records }: TotalUnexpected) =>
    `the file has ${amount} of the currency ${showName(currency)} in ${records === 1 ? '1 record' : `${records} records`}, ` +
    'and no expected_total is given for it',
  too_many_rejected: ({ rejected, records, percent }: TooManyRejected) =>
    `${rejected} of ${records} records are rejected, more than the ${percent} percent that max_rejected_percent allows`,
} satisfies Sentences;

interface Unknown {
  readonly name: string;
  /** The known name that is probably meant; undefined if none is near. */
  readonly meant: string | undefined;
}

interface Wrong {
  readonly name: string;
  readonly value: unknown;
  readonly expected: string;
}

interface Twice {
  readonly name: string;
  readonly first: unknown;
  readonly second: unknown;
}

interface TooLarge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly field: string;
  readonly value: unknown;
}

interface OtherTotal {
  readonly currency: string;
  readonly expected: string;
  readonly sum: string;
  readonly uncounted: number;
}

interface TotalUnexpected {
  readonly currency: string;
  readonly amount: string;
  readonly records: number;
}

interface TooManyRejected {
  readonly rejected: number;
  readonly records: number;
  readonly percent: number;
}
