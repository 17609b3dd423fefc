// Decides where a file goes in the inbox: by <resource>/<action>/ in its path, or by the flags. A file that cannot be read
// is refused, and one whose path and flags differ.

import { constants, open } from 'node:fs/promises';
import { basename, sep } from 'node:path';

import { writeOperations } from '../../../shared/feishu/operations/writes.ts';
import { codeOf, diskWords } from '../home/disk-errors.ts';
import type { Language } from '../../language.ts';
import { say, type Say } from '../words/say.ts';
import type { Parcel } from './parcel.ts';

export type Placed =
  | { readonly kind: 'parcel'; readonly parcel: Parcel }
  | { readonly kind: 'wrong'; readonly sentence: Say };

export interface Wanted {
  readonly operation: string | undefined;
  readonly options: readonly string[];
  /** Of the messages in the report, unless the path or an option says another. */
  readonly language: Language;
}

export async function placeFile(path: string, shown: string, wanted: Wanted): Promise<Placed> {
  const fault = await faultOf(path, shown);
  if ('say' in fault) return { kind: 'wrong', sentence: fault };

  const inPath = operationOfPath(path);
  const { operation = inPath?.operation, options, language } = wanted;
  if (operation === undefined) {
    const known = writeOperations.map(({ name }) => name);
    return { kind: 'wrong', sentence: say('input.without_operation', { file: shown, known }) };
  }
  if (inPath && operation !== inPath.operation) {
    const [said, asked] = [inPath.operation, operation];
    return {
      kind: 'wrong',
      sentence: say('input.other_operation', { file: shown, inPath: said, inFlag: asked }),
    };
  }
  const asked = [...(inPath?.folders ?? []), ...options];
  const hasLanguage = asked.some((folder) => folder.startsWith('language='));
  const folders = hasLanguage ? asked : [...asked, `language=${language}`];
  const approvals = folders.filter((folder) => folder.startsWith('approval='));
  const strange = approvals.find((folder) => folder !== 'approval=required' && folder !== 'approval=none');
  if (strange !== undefined) {
    return { kind: 'wrong', sentence: say('input.approval_wrong', { file: shown, approval: strange }) };
  }
  return {
    kind: 'parcel',
    parcel: {
      name: basename(path),
      shown: basename(path),
      // `keyOf` adds approval=required to every key, so options about it are dropped.
      folders: [...operation.split('.'), ...folders.filter((folder) => !approvals.includes(folder))],
      body: { path, bytes: fault.bytes },
    },
  };
}

/** Flags for `open`. Without O_NONBLOCK, opening a named pipe would wait for its writer, and no signal would end that. */
export const withoutWaiting = constants.O_RDONLY | constants.O_NONBLOCK;

/** A sentence about why the file cannot be read, or its size in bytes. */
async function faultOf(path: string, shown: string): Promise<Say | { readonly bytes: number }> {
  try {
    const handle = await open(path, withoutWaiting);
    try {
      const found = await handle.stat();
      return found.isFile() ? { bytes: found.size } : say('input.no_file', { file: shown });
    } finally {
      await handle.close();
    }
  } catch (error) {
    return codeOf(error) === 'ENOENT'
      ? say('input.absent', { file: shown })
      : say('input.unreadable', { file: shown, why: diskWords(error) });
  }
}

/** The operation that the path names last, and the folders behind it, which may be options. Undefined: it names none. */
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
