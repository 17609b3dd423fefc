// Before-images: the records of a batch as Feishu held them before the batch's first call, a line each. Deliver keeps them if a
// lost answer could only be explained by what was there before.

import { StoredObject } from '../document.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { linesIn } from '../values/ndjson.ts';

export const beforeImageLines = new StoredObject('before-images/{job}/{batch}.ndjson', {
  by: ['deliver'],
  writes: 'once',
});

/** The whole text, in place of the records, if Feishu does not show all of them to the app. */
const mayNotRead = '{"may_not_read":true}\n';

export function writeImages(records: Iterable<JsonObject> | 'may_not_read'): string {
  if (records === 'may_not_read') return mayNotRead;
  return [...records].map((record) => `${JSON.stringify(record)}\n`).join('');
}

export function readImages(text: string): readonly JsonObject[] | 'may_not_read' {
  return text === mayNotRead ? 'may_not_read' : linesIn(text).map(readJson).filter(isJsonObject);
}
