/** The machine or a service failed, and the job cannot go on. No row is at fault. */
export class Infrastructure extends Error {
  override readonly name = 'Infrastructure';
}
