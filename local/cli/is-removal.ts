import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import type { Plan } from '../../shared/job/plan.ts';

export function isRemoval({ operation }: Plan): boolean {
  return writeOperations.find(({ name }) => name === operation)?.done === 'removed';
}
