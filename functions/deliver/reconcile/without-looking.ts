// Records in doubt that cannot be looked up: the app lacks the read scope, or Feishu refuses to look for them.

import { needsBeforeImage } from './before-image.ts';
import type { OpenBatch } from '../context.ts';
import { settleItem, type Item } from '../record/item.ts';
import { conflictOf, type Look } from './verdicts.ts';

/** What may be sent again safely is; what Feishu says is there cannot be compared. */
export function withoutLooking({ batch, poisonous }: Look, items: readonly Item[]): void {
  const { operation } = batch;
  const { kind, conflictCodes } = operation.recovery;
  for (const item of items) {
    const safely = kind === 'unique' || (kind === 'rewrite' && !needsBeforeImage(batch, item));
    if (item.state === 'conflict' && kind !== 'absence' && item.lastCode === conflictCodes[0])
      settleItem(operation, item, { status: 'exists_unchecked', ...conflictOf(operation) });
    else if (item.state === 'doubt' && safely && !poisonous(item)) item.state = 'unsent';
    else
      settleItem(operation, item, {
        status: 'unknown',
        code: item.lastCode,
        message: `the call was not answered, and ${whyNot(batch, item)}`,
      });
  }
}

export function canLook({ health }: OpenBatch, { lookRefused }: Item): boolean {
  return health.mayRead && !lookRefused;
}

export function whyNot({ health }: OpenBatch, { lookRefused }: Item): string {
  return health.mayRead && lookRefused
    ? 'Feishu refuses to look the record up'
    : 'the app may not look it up';
}
