/** The machine or a service failed, and the job cannot go on: nobody's row is to blame. */
export class Infrastructure extends Error {
  override readonly name = 'Infrastructure';
}
