// Code blocks of a page of docs/, so that tests can run what the page shows.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

export interface DocBlock {
  /** The text after the opening fence: `sql duckdb sums`. */
  readonly info: string;
  readonly text: string;
}

export async function docBlocks(page: string): Promise<readonly DocBlock[]> {
  const text = await readFile(resolve(import.meta.dirname, '../docs', page), 'utf8');
  return [...text.matchAll(/^```(\S.*)\n([^]*?)^```$/gm)].map(([, info = '', block = '']) => ({
    info,
    text: block,
  }));
}
