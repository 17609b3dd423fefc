// Reads a file as split does, from its bytes to records: read whole, or stopped with a sentence.

import { readFileName } from '../../shared/job/file-name.ts';
import { StopFile } from '../../functions/split/read/stop-file.ts';
import type { ReadRecord } from '../../functions/split/read/read-record.ts';
import { recordsOf } from '../../functions/split/read/records.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { tableOperations } from '../../shared/feishu/titles/table-operations.ts';
import type { TableOperation } from '../../shared/feishu/titles/operation-table.ts';
import type { Span } from '../../shared/aws/dropped-files.ts';
import type { TableFacts } from '../../functions/split/read/table/table-facts.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { inEnglish } from '../in-english.ts';
import { chunksOf } from './damage.ts';
import { checkSentence } from './sentence.ts';

export type FileRead =
  | {
      readonly kind: 'read';
      readonly records: readonly ReadRecord[];
      /** The columns of a table. */
      readonly header: readonly string[];
      /** The first rows of a table that are no records. */
      readonly passedOver: readonly number[];
    }
  | { readonly kind: 'stopped'; readonly why: string };

export function tableOperationOf(operation: string): TableOperation {
  const found = tableOperations.find(({ name }) => name === operation);
  if (!found) throw new Error(`no table of ${operation}`);
  return found;
}

const maxFileBytes = 32 * 1024 * 1024;

export async function readFile(
  { name: operationName }: Pick<WriteOperation, 'name'>,
  name: string,
  bytes: Buffer,
  sizes: readonly number[],
  /** Called with every chunk. */
  onChunk: () => void = () => undefined,
): Promise<FileRead> {
  const operation = tableOperationOf(operationName);
  const file = readFileName(name);
  if (!file.format) throw new Error(`no format: ${name}`);
  const source = {
    job: 'fuzz',
    source: { from: 'inbox', name, bytes: bytes.length } as const,
    maker: undefined,
    operation: operation.name,
    options: [],
    file,
    open: () => Promise.resolve(chunksOf(bytes, sizes)),
    part: (span: Span) =>
      Promise.resolve(chunksOf(bytes.subarray(span.position, span.position + span.bytes), sizes)),
  };
  const records: ReadRecord[] = [];
  let header: readonly string[] = [];
  let passedOver: readonly number[] = [];
  try {
    const reading = {
      operation,
      format: file.format,
      maxFileBytes,
      checkTime: onChunk,
      options: {},
      encoding: undefined,
      onEncoding: () => undefined,
      onTable(table: TableFacts) {
        header = table.header ?? [];
        passedOver = (table.passed_over?.rows ?? []).map(({ row }) => row);
      },
    };
    for await (const several of recordsOf(source, reading)) records.push(...several);
  } catch (error) {
    if (!(error instanceof StopFile)) throw error;
    checkSentence(error.said);
    return { kind: 'stopped', why: inEnglish(error.said) };
  }
  for (const { record, faults, inFile } of records) {
    const judged = record ? judgeRecord(operation, record) : [];
    for (const { message } of [...faults, ...(inFile?.(judged) ?? judged)]) checkSentence(message);
  }
  return { kind: 'read', records, header, passedOver };
}

/**
 * The result as text, to compare two readings. Two readings of a torn archive may meet different faults first, because the
 * archive yields bytes up to the end of its chunk. So the reason is left out.
 */
export function told(read: FileRead): string {
  return read.kind === 'stopped'
    ? 'stopped'
    : JSON.stringify(read.records.map(({ rows, record, raw }) => [rows, record, raw]));
}
