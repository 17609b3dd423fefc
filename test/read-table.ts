// Reads a table as split does, up to the rules, and tells it as a person would be told.

import { recordsOfTable } from '../functions/split/read/table/rows.ts';
import { givenOf } from '../functions/split/read/table/given-once.ts';
import type { TableFacts } from '../functions/split/read/table/table-facts.ts';
import { utf8 } from '../functions/split/read/bytes.ts';
import { readCsv } from '../functions/split/read/csv.ts';
import { StopFile } from '../functions/split/read/stop-file.ts';
import { judgeRecord } from '../shared/feishu/rules/judge.ts';
import type { JsonObject } from '../shared/values/json.ts';
import { render } from '../shared/words/render.ts';
import type { Language } from '../shared/words/sentences.ts';
import { tableOperation } from './table-operation.ts';

export interface TableRead {
  /** Undefined: the file was read to its end. */
  readonly stopped: string | undefined;
  readonly records: readonly ToldRecord[];
  readonly facts: TableFacts | undefined;
}

export interface ToldRecord {
  readonly rows: readonly number[];
  readonly record: JsonObject | undefined;
  readonly faults: readonly string[];
  /** Its cells are kept beside it. */
  readonly isRaw: boolean;
}

export interface TableOptions {
  readonly given?: Readonly<Record<string, string>>;
  readonly language?: Language;
  /** The bytes of a chunk. Undefined: all in one. */
  readonly chunkBytes?: number;
}

export async function readTable(
  name: string,
  csv: string,
  { given, language = 'en', chunkBytes = Infinity }: TableOptions = {},
): Promise<TableRead> {
  const operation = tableOperation(name);
  const records: ToldRecord[] = [];
  let facts: TableFacts | undefined;
  const reading = {
    operation,
    given: givenOf(operation, given),
    onTable: (found: TableFacts) => (facts = found),
  };
  try {
    for await (const several of recordsOfTable(reading, readCsv(utf8(chunksOf(csv, chunkBytes)), ','))) {
      for (const { rows, record, raw, faults, inFile } of several) {
        const judged = record ? judgeRecord(operation, record) : [];
        const told = [...faults, ...(inFile?.(judged) ?? judged)].map(({ message }) =>
          render(message, language),
        );
        records.push({ rows, record, faults: told, isRaw: raw !== undefined });
      }
    }
  } catch (error) {
    if (error instanceof StopFile) return { stopped: render(error.said, language), records, facts };
    throw error;
  }
  return { stopped: undefined, records, facts };
}

async function* chunksOf(text: string, bytes: number) {
  const buffer = Buffer.from(text);
  for (let at = 0; at < buffer.length; at += bytes)
    yield buffer.subarray(at, Math.min(buffer.length, at + bytes));
}
