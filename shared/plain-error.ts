/** An error of our own making, whose text holds nothing that was read: it may go to the log as it is. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}
