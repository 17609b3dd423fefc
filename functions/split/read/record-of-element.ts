// Makes one record of a JSON or NDJSON file, or of an intake message, from its element.

import { badParameter, type Fault } from '../../../shared/feishu/rules/fault.ts';
import {
  deepestLevels,
  isJsonObject,
  isTooDeep,
  isTooDeepRecord,
  type JsonObject,
} from '../../../shared/values/json.ts';
import { isStatusName } from '../../../shared/job/unclear-status.ts';
import { unclearRowFaults } from './unclear-row.ts';
import { say } from '../../../shared/words/say.ts';
import { shown, shortName } from '../../../shared/words/show.ts';
import type { Element } from './element.ts';
import type { ReadRecord } from './read-record.ts';

/** Far more objects than a call carries. The faults of a longer list would fill the memory. */
const longestList = 40_000;
/** A shorter text has no such list: an element takes at least a character and a comma. */
const charsOfLongest = 2 * longestList;

export function recordOfElement({ row, text, line, value }: Element): ReadRecord {
  const rows = [row];
  if (!isJsonObject(value)) {
    const message =
      value === undefined ? say('record.no_json') : say('record.no_object', { value: shown(value) });
    return { rows, raw: [text], record: undefined, faults: [{ code: badParameter, field: '', message }] };
  }
  const unwieldy = unwieldyField(value, text);
  if (unwieldy) return { rows, raw: [text], record: undefined, faults: [unwieldy] };
  const names = Object.keys(value);
  const fields = names.filter((name) => !isOurs(name));
  if (fields.length === names.length)
    return { rows, raw: undefined, record: value, json: oneLine(text, line), faults: [] };
  const record = Object.fromEntries(fields.map((name) => [name, value[name]]));
  return {
    rows,
    raw: [text],
    record,
    faults: names.filter(isStatusName).flatMap((name) => unclearRowFaults(value[name])),
  };
}

/** A column of our reports, or one of a person's own notes. It is not sent. */
function isOurs(name: string): boolean {
  const first = name.charCodeAt(0);
  const isPlain = first > 0x20 && first < 0x7f;
  return name.startsWith('_') || (!isPlain && isStatusName(name));
}

/** The fault of a field that is too deep or too long for the rules to look at; undefined where there is none. */
function unwieldyField(record: JsonObject, text: string): Fault | undefined {
  if (isTooDeepRecord(record, text)) {
    const field = Object.keys(record).find((name) => isTooDeep(record[name])) ?? '';
    const message = say('record.too_deep', { field: shortName(field), levels: deepestLevels });
    return { code: badParameter, field, message };
  }
  if (text.length < charsOfLongest) return undefined;
  for (const [field, value] of Object.entries(record)) {
    if (!Array.isArray(value) || value.length <= longestList) continue;
    const message = say('record.list_too_long', {
      field: shortName(field),
      value: shown(value),
      most: longestList,
    });
    return { code: badParameter, field, message };
  }
  return undefined;
}

/**
 * The bytes of a record that may stand in a line of a batch. Windows ends its lines with a return, which is left out. Any
 * other return may not stand there, though JSON takes it for a blank: then undefined.
 */
function oneLine(text: string, line: Buffer | undefined): Buffer | undefined {
  const returnAt = text.indexOf('\r');
  if (returnAt < 0) return line;
  return returnAt === text.length - 1 ? line?.subarray(0, -1) : undefined;
}
