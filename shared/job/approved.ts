// jobs/{job}/approved: the object by which a person approves a job. Its content is not read.

import { StoredObject } from '../document.ts';
import type { Plan } from './plan.ts';

export const approvedMark = new StoredObject('jobs/{job}/approved', { by: ['a person'], writes: 'once' });

/**
 * True where an approval of that time answers the plan. One from before the plan cannot have seen what the plan is held for. S3 tells
 * whole seconds.
 */
export function answers(
  approvedMs: number,
  { hold = [], planned_at }: Pick<Plan, 'hold' | 'planned_at'>,
): boolean {
  return hold.length === 0 || approvedMs >= Math.floor(Date.parse(planned_at) / 1000) * 1000;
}
