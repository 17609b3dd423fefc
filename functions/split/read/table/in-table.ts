// Rewrites a fault so that it names the column or row a person sees. The rules (shared/feishu/rules/) number the elements of
// a record's list, such as its details. The person sees columns, some of them empty, or a row for each detail.

import type { Fault } from '../../../../shared/feishu/rules/fault.ts';
import { say } from '../../../../shared/words/say.ts';
import type { JsonObject } from '../../../../shared/values/json.ts';

export interface TableElement {
  /** The beginning of its columns' titles: details.1, or details in a table with a row for each detail. */
  readonly title: string;
  /** Its number in the title; undefined in a table with a row for each detail. */
  readonly number: number | undefined;
  /** Its row in a table with a row for each detail; else undefined. */
  readonly row: number | undefined;
  readonly fields: JsonObject;
}

export interface TableList {
  readonly name: string;
  readonly elements: readonly TableElement[];
}

/** The facts of sentences about records that name a field. */
const fieldFacts: ReadonlySet<string> = new Set(['field', 'other', 'blank', 'filled']);

export function inTable(lists: readonly TableList[], fault: Fault): Fault {
  const [list, number] = fault.field.split('.');
  const element = lists.find(({ name }) => name === list)?.elements[Number(number) - 1];
  if (!element) return fault;
  const called = `${list}.${number}.`;
  const inColumns = (name: string) =>
    name.startsWith(called) ? `${element.title}.${name.slice(called.length)}` : name;
  const facts = Object.entries(fault.message.with ?? {}).map(([name, fact]) => [
    name,
    fieldFacts.has(name) && typeof fact === 'string' ? inColumns(fact) : fact,
  ]);
  const message = { say: fault.message.say, with: Object.fromEntries(facts) };
  return {
    code: fault.code,
    field: inColumns(fault.field),
    message: element.row === undefined ? message : say('record.in_row', { row: element.row, message }),
  };
}
