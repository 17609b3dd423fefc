// NDJSON: the records as they came, field by field, with every digit.

import type { JsonObject } from '../../../shared/values/json.ts';

export function* ndjsonLines(records: readonly JsonObject[]): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
}
