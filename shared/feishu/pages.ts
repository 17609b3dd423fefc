// All pages of a query, one after the other. The only ways out are the last page and an error: the platform's own
// iterator ends without a word on a failed page, and a cut-off list looks like a whole one.

import type { JsonObject } from '../json.ts';
import type { CallOptions, Client, Failure } from './client.ts';
import type { QueryOperation } from './operation.ts';
import type { Page } from './page.ts';

/** Holds nothing of what was asked or answered: a thrown error ends up in a log. */
export class PagesCutOff extends Error {
  override readonly name = 'PagesCutOff';
  readonly kind: Failure['kind'] | 'repeated_token';
  readonly code: number | undefined;
  readonly logId: string | undefined;
  /** Of what was not sent. */
  readonly why: Extract<Failure, { kind: 'not_sent' }>['why'] | undefined;

  constructor(
    operation: QueryOperation,
    page: number,
    failure: Failure | { readonly kind: 'repeated_token' },
  ) {
    const why =
      failure.kind === 'repeated_token' ? 'names a page_token again' : `could not be read: ${failure.kind}`;
    const code = 'code' in failure ? failure.code : undefined;
    super(`${operation.name}, page ${page} ${why}${code === undefined ? '' : ` (${code})`}`);
    this.kind = failure.kind;
    this.code = code;
    this.why = failure.kind === 'not_sent' ? failure.why : undefined;
    this.logId = 'logId' in failure ? failure.logId : undefined;
  }
}

export async function* readPages(
  client: Client,
  operation: QueryOperation,
  filters: JsonObject,
  options: CallOptions & { readonly pageSize?: number },
): AsyncGenerator<Page, void, undefined> {
  const { pageSize = operation.recordsPerCall, ...callOptions } = options;
  const seen = new Set<string>();
  let pageToken: string | undefined;
  for (let number = 1; ; number += 1) {
    const answer = await client.read(operation, { filters, pageSize, pageToken }, callOptions);
    if (answer.kind !== 'accepted') throw new PagesCutOff(operation, number, answer);
    yield answer.page;

    pageToken = answer.page.nextToken;
    if (pageToken === undefined) return;
    if (seen.has(pageToken)) throw new PagesCutOff(operation, number, { kind: 'repeated_token' });
    seen.add(pageToken);
  }
}
