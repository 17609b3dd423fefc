// exports/leases/{operation}.json: which run reads from a query API at this moment. No run is called `leases`: a run's
// name begins with its time.

import * as v from 'valibot';

import { Document } from '../document.ts';

const schema = v.object({
  /** The invocation's request id. */
  by: v.string(),
  run: v.string(),
  /** Epoch milliseconds at which the invocation is over at the latest; 0 once it has ended. */
  ends_ms: v.number(),
});

export const leaseJson = new Document('exports/leases/{operation}.json', {
  by: ['export'],
  writes: 'replaced',
  schema,
});
