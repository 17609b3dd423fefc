// The rules count the details that a record has; a person sees columns, of which some may be empty, and rows.

import type { Fault } from '../../../../shared/feishu/rules/fault.ts';
import type { JsonObject } from '../../../../shared/values/json.ts';

export interface TableElement {
  /** What the titles of its columns begin with: details.1, or details where every row is an element of its own. */
  readonly title: string;
  /** Its number in the title; where every row is an element of its own, undefined. */
  readonly number: number | undefined;
  /** Where every row is an element of its own. */
  readonly row: number | undefined;
  readonly fields: JsonObject;
}

export interface TableList {
  readonly name: string;
  readonly elements: readonly TableElement[];
}

/** A value in quotes, or what the rules call an element: only the latter is renamed. */
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
    message: element.row === undefined ? message : `row ${element.row}: ${message}`,
  };
}
