// Records of a JSON, NDJSON file or intake message.

import { badParameter } from '../../shared/feishu/rules/fault.ts';
import { show, showName } from '../../shared/feishu/rules/show.ts';
import { deepestLevels, isJsonObject, isTooDeep } from '../../shared/json.ts';
import { lookFirst } from './look-first.ts';
import type { Element } from './read/element.ts';
import type { ReadRecord } from './read-record.ts';

/** A level has an end and a beginning. */
const charsOfDeepest = 2 * deepestLevels;

export function recordOfElement({ row, text, line, value }: Element): ReadRecord {
  const rows = [row];
  if (!isJsonObject(value)) {
    const message =
      value === undefined ? 'the line is not JSON' : `the record is ${show(value)}, expected an object`;
    return { rows, raw: [text], record: undefined, faults: [{ code: badParameter, field: '', message }] };
  }
  if (text.length > charsOfDeepest && isTooDeep(value, deepestLevels + 1)) {
    const field = Object.keys(value).find((name) => isTooDeep(value[name])) ?? '';
    const message = `${showName(field)} is nested more than ${deepestLevels} levels deep`;
    return { rows, raw: [text], record: undefined, faults: [{ code: badParameter, field, message }] };
  }
  const names = Object.keys(value);
  const fields = names.filter((name) => !name.startsWith('_'));
  if (fields.length === names.length)
    return { rows, raw: undefined, record: value, json: oneLine(text, line), faults: [] };
  const record = Object.fromEntries(fields.map((name) => [name, value[name]]));
  return { rows, raw: [text], record, faults: lookFirst(value['_status']) };
}

/** Windows ends its lines with a return, which JSON takes for a blank; others may not stand in a line of a batch. */
function oneLine(text: string, line: Buffer | undefined): Buffer | undefined {
  const returnAt = text.indexOf('\r');
  if (returnAt < 0) return line;
  return returnAt === text.length - 1 ? line?.subarray(0, -1) : undefined;
}
