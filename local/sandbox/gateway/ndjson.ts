// Writes long lists for the control endpoints as lines of JSON, in pieces that let the event loop turn.

import type { Resource, Tenant } from '../tenant/tenant-messages.ts';

export async function* asLines(entries: Iterable<unknown>): AsyncIterable<string> {
  let lines: string[] = [];
  for (const entry of entries) {
    lines.push(JSON.stringify(entry));
    // The event loop turns after every 500 lines. Otherwise a long log delays the stamps of arriving calls.
    if (lines.length === 500) {
      yield `${lines.join('\n')}\n`;
      lines = [];
      await new Promise(setImmediate);
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

export async function* storedRecords(tenant: Tenant, resource: Resource): AsyncIterable<string> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const slice: { ndjson: string; next: number | undefined } = await tenant.ask('stored', {
      resource,
      after,
      limit: 500,
    });
    if (slice.ndjson !== '') yield slice.ndjson;
    after = slice.next;
  }
}
