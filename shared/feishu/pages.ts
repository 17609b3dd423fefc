// All pages of a query, one after the other. It ends with the last page or an error, never in silence: a list that was cut off
// would look like a whole one. So would a list in which a page stands in the place of another, so a repeated page is an error too.

import type { JsonObject } from '../values/json.ts';
import type { Client, Failure, ReadOptions } from './client.ts';
import type { QueryOperation } from './operation.ts';
import type { Page } from './page.ts';
import { ShownPages } from './shown-pages.ts';
import type { Failing, ListFailure } from './trouble.ts';

/**
 * How many empty pages in a row are read before the list is given up. A service that filters each page after reading it may give a
 * few empty pages before others. A hundred would stand for fifty thousand records that were left out. An export that is tried again
 * goes on after them.
 */
export const mostEmptyPages = 100;

type CutOff = Failure | ListFailure;

/**
 * The error with which a list of pages ends before its last page. It shows kinds, codes, a log id and numbers of pages, and no text
 * of the request or the answer, because a thrown error may be logged.
 */
export class PagesCutOff extends Error {
  override readonly name = 'PagesCutOff';
  /** The operation, and what the list is called. */
  readonly list: string;
  /** Counted from 1. */
  readonly page: number;
  readonly kind: CutOff['kind'];
  readonly code: number | undefined;
  readonly logId: string | undefined;
  /** Why the call was not sent; undefined where it was. */
  readonly why: Extract<Failure, { kind: 'not_sent' }>['why'] | undefined;
  /** How many empty pages had come in a row. */
  readonly emptyPages: number;
  /** The failure, which may hold Feishu's words. It is private, so that no inspection of the error shows them. */
  readonly #failure: CutOff;

  constructor(list: string, page: number, emptyPages: number, failure: CutOff) {
    const code = 'code' in failure ? failure.code : undefined;
    super(`${list}, page ${page} ${whyOf(failure)}${code === undefined ? '' : ` (${code})`}`);
    this.list = list;
    this.page = page;
    this.kind = failure.kind;
    this.code = code;
    this.why = failure.kind === 'not_sent' ? failure.why : undefined;
    this.logId = 'logId' in failure ? failure.logId : undefined;
    this.emptyPages = emptyPages;
    this.#failure = failure;
  }

  /** What went wrong, to be told as a trouble; undefined if only the time was over or the call was aborted. */
  failing(): Failing | undefined {
    const failure = this.#failure;
    if (failure.kind !== 'not_sent') return failure;
    return failure.why === 'no_token' ? failure.because : undefined;
  }
}

function whyOf(failure: CutOff): string {
  if (failure.kind === 'repeated_token') return 'names a page_token again';
  if (failure.kind === 'repeated_page') return `repeats page ${failure.repeat.earlier}`;
  if (failure.kind === 'empty_pages') return 'is empty, as all were for long, and there is more';
  return `could not be read: ${failure.kind}`;
}

export interface PagesOptions extends ReadOptions {
  readonly pageSize?: number;
  /** What the list is called in an error, behind the operation; undefined where the operation says enough. */
  readonly called?: string;
  /** Pages that this list has shown before; usually none. */
  readonly shown?: ShownPages;
}

export async function* readPages(
  client: Pick<Client, 'read'>,
  operation: QueryOperation,
  filters: JsonObject,
  options: PagesOptions,
): AsyncGenerator<Page, void, undefined> {
  const { pageSize = operation.recordsPerCall, called, shown = new ShownPages(), ...callOptions } = options;
  const list = called === undefined ? operation.name : `${operation.name} ${called}`;
  const seen = new Set<string>();
  let pageToken: string | undefined;
  let emptyPages = 0;
  for (let number = 1; ; number += 1) {
    const answer = await client.read(operation, { filters, pageSize, pageToken }, callOptions);
    if (answer.kind !== 'accepted') throw new PagesCutOff(list, number, emptyPages, answer);
    const { logId } = answer;
    const cutOff = (failure: ListFailure) => new PagesCutOff(list, number, emptyPages, failure);
    const repeat = shown.note(answer.page.records);
    if (repeat) throw cutOff({ kind: 'repeated_page', logId, repeat });
    yield answer.page;

    pageToken = answer.page.nextToken;
    if (pageToken === undefined) return;
    emptyPages = answer.page.records.length === 0 ? emptyPages + 1 : 0;
    if (seen.has(pageToken)) throw cutOff({ kind: 'repeated_token', logId });
    if (emptyPages >= mostEmptyPages) throw cutOff({ kind: 'empty_pages', logId });
    seen.add(pageToken);
  }
}
