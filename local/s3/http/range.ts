// The part of a body that a `Range` header asks for.

export interface Span {
  readonly startByte: number;
  readonly lengthBytes: number;
}

/** - undefined: no range, or one that S3 does not read (several, other units): the whole body. */
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
  // "bytes=5-3" is no range.
  return lastByte < startByte ? undefined : { startByte, lengthBytes: lastByte - startByte + 1 };
}
