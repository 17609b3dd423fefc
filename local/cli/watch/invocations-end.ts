// Waits for the invocations that run at this moment. They may have begun before the job was complete, and would write what is about
// to be removed: a second report its tables, deliver the journal and outcomes of a batch. A later invocation finds complete.json
// and writes nothing.

import { systemClock } from '../../../shared/clock.ts';
import type { LocalPayferry } from '../local-payferry.ts';

const lookEveryMs = 20;

export async function invocationsEnd({ world }: Pick<LocalPayferry, 'world'>): Promise<void> {
  const running = () => [...world.deliver.running(), ...world.report.running()];
  const begun = new Set(running());
  while (running().some((invocation) => begun.has(invocation))) await systemClock.sleep(lookEveryMs);
}
