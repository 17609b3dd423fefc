import { SaidError } from '../words/said-error.ts';

/** An error of the machine or a service, for which a job or export cannot go on. No row is at fault. */
export class Infrastructure extends SaidError {
  override readonly name = 'Infrastructure';
}
