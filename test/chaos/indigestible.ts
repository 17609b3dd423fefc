// How a call breaks that carries the record which Feishu cannot digest.

import type { Broken, CallSeen } from './feishu-door.ts';
import { stuckIn } from './make-indigestible.ts';
import type { Story } from './story.ts';
import type { KnownInFeishu } from './wire-record.ts';

/** Undefined: the call does not carry the record. */
export function howItBreaks(
  story: Story,
  known: readonly KnownInFeishu[],
  { api, phase, body }: CallSeen,
): Broken | undefined {
  const stuck = stuckIn(story);
  if (!stuck || phase === 'after' || (!stuck.lookUps && !api.includes('.batch_'))) return undefined;
  const { row, how } = stuck;
  const target = 'target' in row && typeof row.target === 'number' ? known[row.target]?.id : undefined;
  return body.includes(JSON.stringify(target ?? stuck.name)) ? how : undefined;
}
