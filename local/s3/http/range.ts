// Reads the `Range` header of a request.

export interface Span {
  readonly startByte: number;
  readonly lengthBytes: number;
}

/**
 * The bytes that a `Range` header asks for. Undefined: there is no header, or one that S3 ignores (as several ranges, or
 * another unit), and the whole body is sent.
 */
export function readRange(
  range: string | undefined,
  sizeBytes: number,
): Span | 'not_satisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const lengthBytes = Math.min(Number(last), sizeBytes);
    return lengthBytes === 0 ? 'not_satisfiable' : { startByte: sizeBytes - lengthBytes, lengthBytes };
  }
  const startByte = Number(first);
  if (startByte >= sizeBytes) return 'not_satisfiable';
  const lastByte = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  // S3 ignores a range that ends before it begins, as "bytes=5-3".
  return lastByte < startByte ? undefined : { startByte, lengthBytes: lastByte - startByte + 1 };
}
