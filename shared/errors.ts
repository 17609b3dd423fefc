// PlainError: an error of our own that holds nothing that was read, so a log may show its text. A parser's error quotes what it was
// reading, which may be pay data.

export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/**
 * Answers with the value, and throws if it is undefined although that cannot be. Without it a wrong assumption of ours would go on
 * with a made-up value: an empty text, or column 0.
 */
export function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new PlainError(`${what} is missing, which cannot be`);
  return value;
}
