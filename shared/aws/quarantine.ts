// Puts a message that a function cannot work with into the records bucket, with the reason, and logs and counts it. The caller then
// treats it as done, because the queue's retries would not help.

import { createHash } from 'node:crypto';

import type { Clock } from '../clock.ts';
import { quarantinedJson, type Quarantined } from '../job/quarantined.ts';
import type { Log } from '../log.ts';
import type { Told } from '../words/say.ts';
import type { Metrics } from './metrics.ts';
import type { RecordsStore } from './store.ts';

export interface Quarantine {
  readonly store: RecordsStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export async function quarantine(
  { store, clock, log, metrics }: Quarantine,
  from: Quarantined['from'],
  body: string,
  reason: Told,
): Promise<void> {
  const now = new Date(clock.now()).toISOString();
  const id = createHash('sha256').update(body).digest('hex').slice(0, 16);
  await quarantinedJson.write(
    store,
    { date: now.slice(0, 10), id },
    { v: 1, from, reason, body, quarantined_at: now },
  );
  log('quarantined', { id });
  metrics.count('quarantined', 1);
}
