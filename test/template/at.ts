// Looks into values whose shape only the template knows.

export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** The value as a list: IAM allows one value or several. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((one): one is string => typeof one === 'string');

export const textAt = (value: unknown, ...path: readonly (string | number)[]): string => {
  const text = at(value, ...path);
  return typeof text === 'string' ? text : '';
};

export const numberAt = (value: unknown, ...path: readonly (string | number)[]): number =>
  Number(at(value, ...path));
