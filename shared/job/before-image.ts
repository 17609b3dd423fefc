// Before-images: a batch's records as Feishu held them before the first call. Deliver needs them where a lost answer can
// only be explained by what was there before.

import { StoredObject } from '../document.ts';
import { isJsonObject, readJson, type JsonObject } from '../values/json.ts';
import { linesIn } from '../values/ndjson.ts';

export const beforeImageLines = new StoredObject('before-images/{job}/{batch}.ndjson', {
  by: ['deliver'],
  writes: 'once',
});

/** Stands in place of the records where Feishu does not show all of them to the app. */
const mayNotRead = '{"may_not_read":true}\n';

export function writeImages(records: Iterable<JsonObject> | 'may_not_read'): string {
  if (records === 'may_not_read') return mayNotRead;
  return [...records].map((record) => `${JSON.stringify(record)}\n`).join('');
}

export function readImages(text: string): readonly JsonObject[] | 'may_not_read' {
  return text === mayNotRead ? 'may_not_read' : linesIn(text).map(readJson).filter(isJsonObject);
}
