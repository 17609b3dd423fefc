// Waits for the invocations of deliver and report that run at this moment, before a reported job is removed. They may have
// begun earlier and could write again what is removed: report its tables, deliver the journal and outcomes of a batch. A
// later deliver finds complete.json, a later report finds report.json, and they write none of these.

import { systemClock } from '../../../shared/clock.ts';
import type { LocalPayferry } from '../local-payferry.ts';

const lookEveryMs = 20;

export async function invocationsEnd({ world }: Pick<LocalPayferry, 'world'>): Promise<void> {
  const running = () => [...world.deliver.running(), ...world.report.running()];
  const begun = new Set(running());
  while (running().some((invocation) => begun.has(invocation))) await systemClock.sleep(lookEveryMs);
}
