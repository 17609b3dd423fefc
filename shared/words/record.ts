// What is wrong with a record, as its row in the report's file of failed records says it. Most sentences name the field, its value
// and what was expected. They may quote pay data, so they belong into the report and never into a log.

import type { Sentences } from './sentences.ts';
import { show, showName } from './show.ts';

interface Wrong {
  readonly field: string;
  readonly value: unknown;
  readonly expected: string;
}

interface TwoDates {
  readonly field: string;
  readonly date: string;
  readonly other: string;
  readonly otherDate: string;
}

export const recordSentences = {
  no_object: ({ value }: { value: unknown }) => `the record is ${show(value)}, expected an object`,
  no_json: () => 'the line is not JSON',
  too_deep: ({ field, levels }: { field: string; levels: number }) =>
    `${showName(field)} is nested more than ${levels} levels deep`,
  list_too_long: ({ field, value, most }: { field: string; value: unknown; most: number }) =>
    `${showName(field)} is ${show(value)}, expected at most ${most}`,
  too_large: ({ bytes, most }: { bytes: number; most: number }) =>
    `the record takes ${bytes} bytes, a call carries ${most} at most`,
  repeated: ({ field, value, row }: { field: string; value: unknown; row: number }) =>
    `${field} ${show(value)} stands already in row ${row} of this file`,
  unclear_before: ({ status }: { status: string }) =>
    `_status is ${status}: nobody knows whether this record was paid. Look it up in Feishu, and empty the cell only if it is not there`,

  // Faults of rows of a table.
  ragged: ({ row, cells, width }: { row: number; cells: number; width: number }) =>
    `row ${row} has ${cells} cells, the header has ${width}: is a comma missing, or one too many?`,
  rows_disagree: ({ field, first, firstRow, other, otherRow }: Disagreement) =>
    `${field} is ${show(first)} in row ${firstRow}, but ${show(other)} in row ${otherRow} of the same record`,
  damaged_id: ({ field, value }: { field: string; value: unknown }) =>
    `${field} is ${show(value)}: a spreadsheet took it for a number and cut its digits. Format the column as text and fill it in again`,
  in_row: ({ row, message }: { row: number; message: string }) => `row ${row}: ${message}`,

  // Faults of one field.
  field_unknown: ({ field }: { field: string }) => `${showName(field)} is not a field that the API knows`,
  field_absent: ({ field }: { field: string }) => `${field} is required but absent`,
  field_wrong: ({ field, value, expected }: Wrong) => `${field} is ${show(value)}, expected ${expected}`,

  // Faults of several fields together.
  other_frequency: ({ frequency, details }: { frequency: number; details: number }) =>
    `issuance_frequency is ${frequency}, but there ${details === 1 ? 'is 1 detail' : `are ${details} details`}`,
  other_sum: ({ total, sum }: { total: string; sum: string }) =>
    `total_amount is ${shortAmount(total)}, but the details add up to ${shortAmount(sum)}`,
  later_than: ({ field, date, other, otherDate }: TwoDates) =>
    `${field} is ${date}, later than ${other}, ${otherDate}`,
  half_period: ({ blank, filled }: { blank: string; filled: string }) =>
    `${blank} is empty, but ${filled} is not: fill in both or neither`,
  before_record_period: ({ field, date, from }: { field: string; date: string; from: string }) =>
    `${field} is ${date}, before the record's reference_period_start_date, ${from}`,
  after_record_period: ({ field, date, to }: { field: string; date: string; to: string }) =>
    `${field} is ${date}, after the record's reference_period_end_date, ${to}`,
} satisfies Sentences;

interface Disagreement {
  readonly field: string;
  readonly first: unknown;
  readonly firstRow: number;
  readonly other: unknown;
  readonly otherRow: number;
}

const mostAmountChars = 60;

function shortAmount(amount: string): string {
  return amount.length <= mostAmountChars ? amount : show(amount);
}

/** What a field should have been, as it stands behind the word "expected" in a sentence. */
export const expectations = {
  object: () => 'an object',
  text: () => 'text',
  list: () => 'a list',
  some_text: () => 'some text',
  plain_name: () => 'text without blanks and invisible characters',
  at_most_chars: ({ chars }: { chars: number }) => `at most ${chars} characters`,
  at_most: ({ items }: { items: number }) => `at most ${items}`,
  amount: () => 'a number in digits with an optional decimal point, like 2000.00',
  amount_as_text: () => 'an amount as text, like 2000.00',
  not_zero: () => 'an amount other than 0',
  date: () => 'a date that exists, written YYYY-MM-DD',
  time: () => 'a time that exists, written YYYY-MM-DD hh:mm:ss in UTC+8',
  one_of: ({ values }: { values: readonly string[] }) => `one of ${values.join(', ')}`,
  integer: () => 'an integer',
  integer_from: ({ min }: { min: number }) => `an integer of ${min} or more`,
  integer_to: ({ max }: { max: number }) => `an integer of ${max} or less`,
  true_or_false: () => 'true or false',
  percent: () => 'a number from 0 to 100',
  whole_number: () => 'a whole number',
  user_id_type: () => 'open_id, union_id, user_id or people_corehr_id',
  approval: () => 'required or none',
  // Fields of an export message.
  dataset: () => '1 to 64 letters, digits, - or _, first a letter or digit',
  utc_time: () => 'a time in UTC like 2026-11-20T02:00:00Z',
} satisfies Sentences;
