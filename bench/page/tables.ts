// How tables and figures are written, the same in every section.

/** Without rows the table is only its head: a table is as long as the results. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function megabytes(bytes: number): string {
  return `${whole(bytes / 1e6)} MB`;
}

export function time(ms: number): string {
  if (ms < 1000) return `${whole(ms)} ms`;
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** The distinct values in order: the rows or columns of a table. */
export function occurring<Value extends string | number>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1));
}
