// The kinds of reasons that --accept takes: those for which split holds a job until somebody has looked.

export const holdKinds = ['columns', 'hidden_rows'] as const;

/** The kinds in the values of --accept, each of which may name several with commas between them. */
export function kindsOf(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.split(',')).filter((kind) => kind !== '');
}
