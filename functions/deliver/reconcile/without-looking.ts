// Decides on records in doubt or in conflict that cannot be looked up: the app lacks the read scope, or Feishu refuses to
// look for them.

import { outcomeSentences, type WhyNotLookedUp } from '../../../shared/words/outcome.ts';
import type { OpenBatch } from '../context.ts';
import { settleItem, type Item } from '../record/item.ts';
import { needsBeforeImage } from './before-image.ts';
import { conflictOf, type Look } from './verdicts.ts';

/**
 * A record that Feishu says is there already cannot be compared: `exists_unchecked`. One in doubt that can safely be sent
 * twice, and is not poisonous, is sent again. Any other is `unknown`.
 */
export function withoutLooking({ batch, poisonous }: Look, items: readonly Item[]): void {
  const { operation } = batch;
  const { kind, conflictCodes } = operation.recovery;
  for (const item of items) {
    const isSafe = kind === 'unique' || (kind === 'rewrite' && !needsBeforeImage(batch, item));
    if (item.state === 'conflict' && kind !== 'absence' && item.lastCode === conflictCodes[0])
      settleItem(operation, item, { status: 'exists_unchecked', ...conflictOf(operation) });
    else if (item.state === 'doubt' && isSafe && !poisonous(item)) item.state = 'unsent';
    else
      settleItem(operation, item, {
        status: 'unknown',
        code: item.lastCode,
        message: outcomeSentences.no_answer_no_look({ why: whyNotLookedUp(batch, item) }),
      });
  }
}

export function canLook({ health }: OpenBatch, { lookRefused }: Item): boolean {
  return health.mayRead && !lookRefused;
}

export function whyNotLookedUp({ health }: OpenBatch, { lookRefused }: Item): WhyNotLookedUp {
  return health.mayRead && lookRefused ? 'refused' : 'no_scope';
}
