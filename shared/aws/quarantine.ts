// A message that nobody can read is kept with the reason, and acknowledged: a retry would not read it better.

import { createHash } from 'node:crypto';

import type { Clock } from '../clock.ts';
import { quarantineKey } from '../keys.ts';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';
import { json, type RecordsStore } from './store.ts';

export interface Quarantine {
  readonly store: RecordsStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export async function quarantine(
  { store, clock, log, metrics }: Quarantine,
  from: 'intake' | 'lanes' | 'exports',
  body: string,
  reason: string,
): Promise<undefined> {
  const now = new Date(clock.now()).toISOString();
  const id = createHash('sha256').update(body).digest('hex').slice(0, 16);
  await store.write(
    quarantineKey(now.slice(0, 10), id),
    json({ v: 1, from, reason, body, quarantined_at: now }),
  );
  log('quarantined', { id });
  metrics.count('quarantined', 1);
}
