// Reads the key of a dropped file: <resource>/<action>/<any/path, with options>/<name>.<ext>. An option is a folder
// name=value.

import type { Given } from './options.ts';
import { readFileName, type FileName } from '../../../shared/job/file-name.ts';

export interface InboxKey {
  /** resource.action of the key; there may be no such operation. */
  readonly operation: string;
  readonly file: FileName;
  readonly options: readonly Given[];
}

export function readInboxKey(key: string): InboxKey {
  const segments = key.split('/').filter((segment) => segment !== '');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  const options = folders.slice(2).flatMap((folder): readonly Given[] => {
    const equals = folder.indexOf('=');
    return equals < 0
      ? []
      : [{ name: folder.slice(0, equals), value: folder.slice(equals + 1), maybeForeign: false }];
  });
  return { operation: folders.slice(0, 2).join('.'), file: readFileName(name), options };
}
