// Reads a source to its end and sorts its records. A table of text that proves not to be UTF-8 is read again as GB18030, where it
// reads like Chinese; what the first reading has stored is named by no plan.

import type { Encoding } from '../../shared/job/encoding.ts';
import type { Format, Options, PlanPart } from '../../shared/job/plan.ts';
import type { TableOperation } from '../../shared/feishu/titles/operation-table.ts';
import { say } from '../../shared/words/say.ts';
import type { SplitInvocation } from './context.ts';
import { isGb18030 } from './read/encoding/evidence.ts';
import { NotUtf8 } from './read/encoding/table-text.ts';
import { plainBytes, recordsOf } from './read/records.ts';
import { StopFile } from './read/stop-file.ts';
import type { TableFacts } from './read/table/table-facts.ts';
import { KnownTitles } from './read/table/titles/known-titles.ts';
import { RecordSorter, type Sorted } from './sort/sort-records.ts';
import type { JobSource } from './trigger/source.ts';

export interface Asked {
  readonly operation: TableOperation;
  readonly format: Format;
  readonly options: Options;
}

export interface SourceRead {
  readonly table: TableFacts | undefined;
  readonly encoding: Encoding | undefined;
  /** Why the file is refused: how far the reading came is chance then, so nothing of it is told. */
  readonly end: { readonly stopped: StopFile } | ReadWhole;
}

export interface ReadWhole {
  readonly sorted: Sorted;
  readonly batches: readonly PlanPart[];
  readonly rejected: readonly PlanPart[];
}

export async function readSource(
  invocation: SplitInvocation,
  source: JobSource,
  asked: Asked,
): Promise<SourceRead> {
  const read = await readAs(asked.options.encoding, invocation, source, asked);
  if (!('stopped' in read.end) || !(read.end.stopped instanceof NotUtf8)) return read;
  const { line } = read.end.stopped;
  const refused = { ...read, end: { stopped: new StopFile(say('encoding.unknown', { line })) } };
  try {
    return (await isChinese(invocation, source, asked))
      ? await readAs('gb18030', invocation, source, asked)
      : refused;
  } catch (error) {
    if (!(error instanceof StopFile)) throw error;
    return { ...read, end: { stopped: error } };
  }
}

/** `encoding`: of a table of text; undefined: nothing says which one. */
async function readAs(
  encoding: Encoding | undefined,
  invocation: SplitInvocation,
  source: JobSource,
  asked: Asked,
): Promise<SourceRead> {
  const sorter = new RecordSorter(asked.operation, invocation.store, source.job);
  let table: TableFacts | undefined;
  let found: Encoding | undefined;
  try {
    const chunks = recordsOf(source, {
      ...asked,
      ...limitsOf(invocation),
      encoding,
      onEncoding: (one) => (found = one),
      onTable: (facts) => (table = facts),
    });
    for await (const several of chunks) await sorter.take(several, invocation.checkTime);
    const parts = await sorter.finish();
    return { table, encoding: found, end: { sorted: sorter.seen(), ...parts } };
  } catch (error) {
    if (!(error instanceof StopFile)) throw error;
    // Writes that are under way are awaited.
    await sorter.finish();
    return { table, encoding: found, end: { stopped: error } };
  }
}

async function isChinese(
  invocation: SplitInvocation,
  source: JobSource,
  { operation }: Asked,
): Promise<boolean> {
  const titles = new KnownTitles(operation);
  const bytes = await plainBytes(source, limitsOf(invocation));
  return isGb18030(bytes, (cell) => titles.meaningOf(cell) !== undefined);
}

function limitsOf({ settings, checkTime }: SplitInvocation) {
  return { maxFileBytes: settings.MAX_FILE_BYTES, checkTime };
}
