// Opens catalogue and store of a tenant, and answers the gateway's questions about it.

import { answerCall } from './answer-call.ts';
import type { Catalogue } from './catalogue-schema.ts';
import { readCatalogue } from './catalogue.ts';
import { createDirectory } from './directory.ts';
import { disownPageTokens } from './page-token.ts';
import type { Question, Start } from './tenant-messages.ts';
import { openStore, type Store } from './store/store.ts';
import { countStored, pay, tellStored } from './stored.ts';
import type { TenantState } from './tenant.ts';

/** A sentence: the tenant cannot be opened. */
export function openTenant(start: Start): TenantState | string {
  const catalogue = readCatalogue(start.catalogueFile);
  return typeof catalogue === 'string' ? catalogue : open(start, catalogue);
}

function open({ dbFile, switches }: Start, catalogue: Catalogue): TenantState | string {
  let store: Store;
  try {
    store = openStore(dbFile);
  } catch (cause) {
    return `the database ${dbFile} cannot be opened (is another sandbox at work on it?): ${String(cause)}`;
  }
  const numbers = store.enrol(catalogue.employees);
  const missing = numbers.size - catalogue.employees.length;
  if (missing > 0) return `${missing} people of the database ${dbFile} are not in the catalogue`;
  return {
    catalogue,
    apps: new Map(catalogue.apps.map((app) => [app.app_id, app])),
    items: new Map(catalogue.items.map((item) => [item.id, item])),
    currencies: new Set(
      catalogue.currencies.filter(({ active }) => active).map(({ currency_id }) => currency_id),
    ),
    countries: new Set(catalogue.country_regions.map(({ country_region_id }) => country_region_id)),
    payGroups: new Set(catalogue.pay_groups.map(({ id }) => id)),
    directory: createDirectory(catalogue, numbers),
    store,
    switches,
  };
}

export function answerQuestion(tenant: TenantState, question: Question): unknown {
  switch (question.kind) {
    case 'call':
      return answerCall(question.ask, tenant);
    case 'switches':
      tenant.switches = question.ask;
      return null;
    case 'stored':
      return tellStored(question.ask, tenant);
    case 'counts':
      return countStored(tenant);
    case 'pay':
      return pay(question.ask, tenant);
    case 'catalogue':
      return new TextEncoder().encode(`${JSON.stringify(tenant.catalogue, null, 2)}\n`);
    case 'reset':
      tenant.store.clear();
      disownPageTokens();
      return null;
    case 'close':
      tenant.store.db.close();
      return null;
  }
}
