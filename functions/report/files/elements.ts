// Writes the report's files in JSON and NDJSON: of each record the original fields with every digit, then the fields that the
// report adds. Those of an earlier report are left out.

import { isJsonObject, isTooDeepRecord, readJson, type JsonObject } from '../../../shared/values/json.ts';
import { render } from '../../../shared/words/render.ts';
import type { Language } from '../../../shared/words/sentences.ts';
import type { Reported } from '../report/job-records.ts';
import { ownFields, type Shape } from './shape.ts';

export function ndjsonShape(hasId: boolean): Shape {
  return {
    head: '',
    between: '',
    tail: '',
    record: (reported, language) => `${elementOf(reported, hasId, language)}\n`,
  };
}

export function listShape(hasId: boolean): Shape {
  return {
    head: '[\n',
    between: ',\n',
    tail: '\n]\n',
    record: (reported, language) => elementOf(reported, hasId, language),
  };
}

function elementOf(
  { line, outcome: { status, code, message, id } }: Reported,
  hasId: boolean,
  language: Language,
): string {
  return JSON.stringify(
    Object.fromEntries([
      ...Object.entries(originalOf(line)).filter(([name]) => !ownFields.has(name)),
      ...Object.entries({
        _row: line.row,
        _status: status,
        _code: code,
        _message: render(message, language),
      }),
      ...(hasId && id !== undefined ? [['_id', id] as const] : []),
    ]),
  );
}

/**
 * The record's fields as the file had them. What is no object, or is too deep to be written as JSON again, is kept as text in
 * `_raw`, so that the report's file is always JSON.
 */
function originalOf({ raw, record }: Reported['line']): JsonObject {
  const [text] = raw ?? [];
  if (typeof text !== 'string') return record ?? {};
  const value = readJson(text);
  return isJsonObject(value) && !isTooDeepRecord(value, text) ? value : { _raw: text };
}
