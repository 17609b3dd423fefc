// Notes the trouble of a call or look-up in the batch's journal, in place of the one before. It is stored when the journal is
// released, for a person who asks why the batch waits.

import { troubleOf, type Failing, type Trouble } from '../../../shared/feishu/trouble.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

export function noteTrouble({ clock }: DeliverInvocation, { held }: OpenBatch, failure: Failing): Trouble {
  const trouble = troubleOf(failure, clock.now());
  held.journal.trouble = trouble;
  return trouble;
}
