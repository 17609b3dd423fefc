// A message that nobody can read is kept with the reason, and acknowledged: a retry would not read it better.

import { createHash } from 'node:crypto';

import { quarantineKey } from '../../shared/keys.ts';
import { json } from '../../shared/records-store.ts';
import type { Invocation } from './export-run.ts';

export async function quarantine(
  { store, clock, log, metrics }: Invocation,
  body: string,
  reason: string,
): Promise<void> {
  const now = new Date(clock.now()).toISOString();
  const id = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const kept = { v: 1, from: 'exports', reason, body, quarantined_at: now };
  await store.write(quarantineKey(now.slice(0, 10), id), json(kept));
  log('quarantined', { id });
  metrics.count('quarantined', 1);
}
