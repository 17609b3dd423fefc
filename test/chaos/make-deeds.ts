// What a person does while a job waits, drawn from the seed.

import type { Chance } from './chance.ts';
import type { Moment } from './moments.ts';
import type { Deed, DroppedFile } from './story.ts';

const approvals: readonly Moment[] = [
  { on: 's3', object: 'open', does: 'write', phase: 'after', nth: 1 },
  { on: 's3', object: 'plan.json', does: 'write', phase: 'before', nth: 1 },
  { on: 's3', object: 'plan.json', does: 'write', phase: 'after', nth: 1 },
  { on: 's3', object: 'awaiting_approval.json', does: 'write', phase: 'before', nth: 1 },
  { on: 's3', object: 'awaiting_approval.json', does: 'write', phase: 'after', nth: 1 },
];

/** A job that waits for an approval and gets no deed is approved at rest (rest.ts). */
export function deedsOf({ n, approval, operation }: DroppedFile, chance: Chance): Deed[] {
  if (approval === 'none' && !operation.endsWith('remove')) return [];
  const at = () => {
    const moment = chance.pick(approvals);
    return moment.on === 's3' ? { ...moment, file: n } : moment;
  };
  const puts = (what: Deed['puts']): Deed => ({ file: n, puts: what, at: at() });
  if (approval === 'none') return [];
  return chance.weighted([
    [5, [puts('approved')]],
    [2, []],
    [2, [puts('abort')]],
    [2, [puts('approved'), puts('abort')]],
  ]);
}
