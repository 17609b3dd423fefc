// Errors of our own making. A parser's error quotes what it was reading, which may be pay data; these hold nothing that
// was read, so a log may show their text.

export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/**
 * The value of what cannot be absent here. It throws where a wrong assumption of ours would otherwise go on with a made-up
 * value: an empty text, or column 0.
 */
export function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new PlainError(`${what} is missing, which cannot be`);
  return value;
}
