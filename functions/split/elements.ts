// Records of a JSON, NDJSON file or intake message.

import { badParameter } from '../../shared/feishu/rules/fault.ts';
import { show } from '../../shared/feishu/rules/show.ts';
import { deepestLevels, isJsonObject, isTooDeep } from '../../shared/json.ts';
import { lookFirst } from './look-first.ts';
import type { Element } from './read/element.ts';
import type { ReadRecord } from './read-record.ts';

/** A level has an end and a beginning. */
const charsOfDeepest = 2 * deepestLevels;

export function recordOfElement({ row, text, value }: Element): ReadRecord {
  const rows = [row];
  if (!isJsonObject(value)) {
    const message =
      value === undefined ? 'the line is not JSON' : `the record is ${show(value)}, expected an object`;
    return { rows, raw: [text], record: undefined, faults: [{ code: badParameter, field: '', message }] };
  }
  if (text.length > charsOfDeepest && isTooDeep(value, deepestLevels + 1)) {
    const message = `the record is nested more than ${deepestLevels} levels deep`;
    return { rows, raw: [text], record: undefined, faults: [{ code: badParameter, field: '', message }] };
  }
  const names = Object.keys(value);
  const fields = names.filter((name) => !name.startsWith('_'));
  if (fields.length === names.length)
    return { rows, raw: undefined, record: value, json: oneLine(text), faults: [] };
  const record = Object.fromEntries(fields.map((name) => [name, value[name]]));
  return { rows, raw: [text], record, faults: lookFirst(value['_status']) };
}

/** Of an element of a JSON file that its writer has laid out, undefined. */
function oneLine(text: string): string | undefined {
  const json = text.trim();
  return /[\r\n]/.test(json) ? undefined : json;
}
