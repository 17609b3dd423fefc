// What a workbook comes to: its first sheet's rows, or the sentence that stops it. The sentence has to render in both languages, and
// little memory may be held meanwhile.

import { StopFile } from '../../functions/split/read/stop-file.ts';
import type { SheetRow } from '../../functions/split/read/workbook/open-workbook.ts';
import { checkSentence } from '../fuzz/sentence.ts';
import { rowsOf } from './read-book.ts';

/** The most that may be held while a hostile workbook is read, with garbage that is not collected yet. */
const mostHeldBytes = 512 * 1024 * 1024;

export type Verdict = { readonly stopped: string } | { readonly rows: readonly SheetRow[] };

export async function verdictOf(bytes: Buffer): Promise<Verdict> {
  const atFirst = heldBytes();
  let most = 0;
  const watch = () => (most = Math.max(most, heldBytes() - atFirst));
  const verdict = await read(bytes, watch);
  if (most > mostHeldBytes) throw new Error(`it held ${Math.round(most / 1e6)} MB`);
  return verdict;
}

async function read(bytes: Buffer, watch: () => void): Promise<Verdict> {
  try {
    return { rows: await rowsOf(bytes, watch) };
  } catch (error) {
    if (!(error instanceof StopFile)) throw error;
    checkSentence(error.said);
    return { stopped: error.said.say };
  }
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
