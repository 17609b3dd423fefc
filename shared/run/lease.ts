// exports/leases/{operation}.json: which run may read from a query API, and until when. It cannot be taken for an object of a run,
// which stands under exports/{run}/: a run's name begins with its time.

import * as v from 'valibot';

import { Document } from '../document.ts';

const schema = v.object({
  /** The invocation's request id. */
  by: v.string(),
  run: v.string(),
  /** Epoch milliseconds at which the invocation is over at the latest; 0 once it has given the lease back. */
  ends_ms: v.number(),
});

export const leaseJson = new Document('exports/leases/{operation}.json', {
  by: ['export'],
  writes: 'replaced',
  schema,
});
