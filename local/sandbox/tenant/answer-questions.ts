// Runs on the tenant's thread: opens catalogue and store, then answers the questions of the gateway's thread one after
// the other.

import { parentPort, workerData } from 'node:worker_threads';

import { answerCall } from './answer-call.ts';
import type { Catalogue } from './catalogue-schema.ts';
import { readCatalogue } from './catalogue.ts';
import { createDirectory } from './directory.ts';
import { disownPageTokens } from './page-token.ts';
import type { FromTenant, Question, Start } from './tenant-messages.ts';
import { openStore, type Store } from './store/store.ts';
import { countStored, pay, tellStored } from './stored.ts';
import type { TenantState } from './tenant.ts';

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

function answer(tenant: TenantState, question: Question): unknown {
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

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (message: FromTenant, given: ArrayBuffer[] = []) => parentPort?.postMessage(message, given);

function begin(start: Start): void {
  const catalogue = readCatalogue(start.catalogueFile);
  const tenant = typeof catalogue === 'string' ? catalogue : open(start, catalogue);
  if (typeof tenant === 'string') {
    say({ kind: 'fault', sentence: tenant });
    return;
  }
  parentPort?.on('message', ({ n, ...question }: Question & { n: number }) => {
    const said = answer(tenant, question);
    // Bytes are transferred instead of copied, because copying a large answer blocks the gateway's thread.
    const given = said instanceof Uint8Array && said.buffer instanceof ArrayBuffer ? [said.buffer] : [];
    say({ kind: 'answer', n, answer: said }, given);
  });
  say({ kind: 'ready', apps: tenant.catalogue.apps });
}

const start: Start = workerData;
begin(start);
