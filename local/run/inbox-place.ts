// Where a file of this machine goes in the inbox: its path says so if it has <resource>/<action>/ in it.

import { stat } from 'node:fs/promises';
import { basename, sep } from 'node:path';

import { writeOperations } from '../../shared/feishu/operations/index.ts';
import type { Parcel } from './parcel.ts';

export type Placed =
  | { readonly kind: 'parcel'; readonly parcel: Parcel }
  | { readonly kind: 'wrong'; readonly sentence: string };

export interface Wanted {
  readonly operation: string | undefined;
  readonly options: readonly string[];
}

export async function placeFile(path: string, shown: string, wanted: Wanted): Promise<Placed> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return { kind: 'wrong', sentence: `there is no file ${shown}` };
  if (!found.isFile()) return { kind: 'wrong', sentence: `${shown} is not a file` };

  const inPath = operationOfPath(path);
  const { operation = inPath?.operation, options } = wanted;
  if (operation === undefined) {
    return {
      kind: 'wrong',
      sentence: `${shown}: say what it asks for with --operation, one of ${writeOperations.map(({ name }) => name).join(', ')}`,
    };
  }
  if (inPath && operation !== inPath.operation) {
    return {
      kind: 'wrong',
      sentence: `${shown}: its path says ${inPath.operation}, --operation says ${operation}`,
    };
  }
  const folders = [...operation.split('.'), ...(inPath?.folders ?? []), ...options];
  return {
    kind: 'parcel',
    parcel: { name: basename(path), folders, body: { path, bytes: found.size } },
  };
}

/** The last place in the path that names an operation, and the folders behind it: they may be options. */
function operationOfPath(path: string): { operation: string; folders: readonly string[] } | undefined {
  const segments = path.split(sep);
  for (let at = segments.length - 3; at >= 0; at -= 1) {
    const operation = `${segments[at] ?? ''}.${segments[at + 1] ?? ''}`;
    if (writeOperations.some(({ name }) => name === operation)) {
      return { operation, folders: segments.slice(at + 2, -1) };
    }
  }
  return undefined;
}
