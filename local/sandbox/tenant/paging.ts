// One page of a list, and the token of the next page.

import type { CatalogueApp } from './catalogue-schema.ts';
import type { Api } from '../endpoints.ts';
import type { FaultName } from '../gateway/fault-table.ts';
import { badParameter, type Outcome } from './call-outcome.ts';
import { readPageToken, pageToken } from './page-token.ts';
import { digits, optional, text } from './shape.ts';

export const pageQuery = (most: number) => ({ page_size: digits(1, most), page_token: optional(text(2000)) });

interface PageCall {
  readonly api: Api;
  readonly app: CatalogueApp;
  readonly query: { page_size: number; page_token?: string | undefined; user_id_type?: string };
  readonly body: unknown;
  readonly twist: FaultName | undefined;
}

export function onePage<Entry>(
  { api, app, query, body, twist }: PageCall,
  parts: {
    keysAfter: (after: number, limit: number) => number[];
    entries: (keys: number[]) => Entry[];
    name: string;
  },
): Outcome {
  const tiedTo = JSON.stringify([api, app.app_id, query.user_id_type, body]);
  const after = query.page_token ? readPageToken(query.page_token, tiedTo) : 0;
  if (after === undefined) return badParameter(api);
  const keys = parts.keysAfter(after, query.page_size + 1);
  const onPage = keys.slice(0, query.page_size);
  const has_more = keys.length > onPage.length;
  const next = has_more ? { page_token: pageToken(onPage.at(-1) ?? 0, tiedTo) } : {};
  const twisted = twist === 'repeated_page' && after > 0;
  const shown = twisted ? parts.keysAfter(0, query.page_size) : onPage;
  return {
    kind: 'done',
    data: { ...next, has_more, [parts.name]: parts.entries(shown) },
    records: shown.length,
    twisted,
  };
}
