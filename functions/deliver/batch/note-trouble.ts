// The last trouble of a batch's calls and look-ups stands in its journal, for a person who asks why the batch waits.

import { troubleOf, type Failing, type Trouble } from '../../../shared/feishu/trouble.ts';
import type { DeliverInvocation, OpenBatch } from '../context.ts';

export function noteTrouble({ clock }: DeliverInvocation, { held }: OpenBatch, failure: Failing): Trouble {
  const trouble = troubleOf(failure, clock.now());
  held.journal.trouble = trouble;
  return trouble;
}
