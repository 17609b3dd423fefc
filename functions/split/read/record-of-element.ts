// Records of a JSON, NDJSON file or intake message.

import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';
import { show, showName } from '../../../shared/words/show.ts';
import {
  deepestLevels,
  isJsonObject,
  isTooDeep,
  isTooDeepRecord,
  type JsonObject,
} from '../../../shared/values/json.ts';
import { unclearRowFaults } from './unclear-row.ts';
import type { Element } from './element.ts';
import type { ReadRecord } from './read-record.ts';

/** Far more than a call carries of anything that is an object: what the rules have to say of each would fill the memory. */
const longestList = 40_000;
/** An element has a character, and a comma behind it. */
const charsOfLongest = 2 * longestList;

export function recordOfElement({ row, text, line, value }: Element): ReadRecord {
  const rows = [row];
  if (!isJsonObject(value)) {
    const message =
      value === undefined ? 'the line is not JSON' : `the record is ${show(value)}, expected an object`;
    return { rows, raw: [text], record: undefined, faults: [{ code: badParameter, field: '', message }] };
  }
  const unwieldy = unwieldyField(value, text);
  if (unwieldy) return { rows, raw: [text], record: undefined, faults: [unwieldy] };
  const names = Object.keys(value);
  const fields = names.filter((name) => !name.startsWith('_'));
  if (fields.length === names.length)
    return { rows, raw: undefined, record: value, json: oneLine(text, line), faults: [] };
  const record = Object.fromEntries(fields.map((name) => [name, value[name]]));
  return { rows, raw: [text], record, faults: unclearRowFaults(value['_status']) };
}

/** What no rule could look at without end. */
function unwieldyField(record: JsonObject, text: string): Fault | undefined {
  if (isTooDeepRecord(record, text)) {
    const field = Object.keys(record).find((name) => isTooDeep(record[name])) ?? '';
    const message = `${showName(field)} is nested more than ${deepestLevels} levels deep`;
    return { code: badParameter, field, message };
  }
  if (text.length < charsOfLongest) return undefined;
  for (const [field, value] of Object.entries(record)) {
    if (!Array.isArray(value) || value.length <= longestList) continue;
    const message = `${showName(field)} is ${show(value)}, expected at most ${longestList}`;
    return { code: badParameter, field, message };
  }
  return undefined;
}

/** Windows ends its lines with a return, which JSON takes for a blank; others may not stand in a line of a batch. */
function oneLine(text: string, line: Buffer | undefined): Buffer | undefined {
  const returnAt = text.indexOf('\r');
  if (returnAt < 0) return line;
  return returnAt === text.length - 1 ? line?.subarray(0, -1) : undefined;
}
