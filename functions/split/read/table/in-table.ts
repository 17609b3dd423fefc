// Rewrites a fault so that it names the column or row a person sees. The rules (shared/feishu/rules/) number the elements of
// a record's list, such as its details. The person sees columns, some of them empty, or a row for each detail.

import type { Fault } from '../../../../shared/feishu/rules/fault.ts';
import { recordSentences } from '../../../../shared/words/record.ts';
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

/** Finds names like details.2. It finds quoted values whole, so that a value which reads like details.2 is not renamed. */
const quotedOrElement = /"(?:[^"\\]|\\.)*"|\w+\.\d+(?=\.)/g;

export function inTable(lists: readonly TableList[], fault: Fault): Fault {
  const [list, number] = fault.field.split('.');
  const element = lists.find(({ name }) => name === list)?.elements[Number(number) - 1];
  if (!element) return fault;
  const called = `${list}.${number}`;
  const message = fault.message.replace(quotedOrElement, (found) =>
    found === called ? element.title : found,
  );
  return {
    code: fault.code,
    field: element.title + fault.field.slice(called.length),
    message: element.row === undefined ? message : recordSentences.in_row({ row: element.row, message }),
  };
}
