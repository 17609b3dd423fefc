// Reads the flags of an export into the fields of a message on the exports queue.

import { fieldsOf } from '../../../shared/feishu/rules/shape.ts';
import { exportFormats, exportModes, exportResourceNames, queryOf } from '../../../shared/run/message.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { userIdTypes } from '../../../shared/feishu/operations/parameters.ts';
import { unknownValue, type Given } from '../../command-line.ts';
import { nearest } from '../../../shared/words/nearest.ts';
import { say, type Say } from '../words/say.ts';

export interface ExportFlags {
  /** The message without its time, and without `user_id_type` if no flag names it. */
  readonly asked: JsonObject;
  readonly out: string;
  readonly live: boolean;
}

export function readExportFlags(
  { flags, others }: Given,
  out: string,
):
  | ({ readonly kind: 'export' } & ExportFlags)
  | { readonly kind: 'wrong'; readonly sentences: readonly Say[] } {
  const [resource = '', ...more] = others;
  const [mode = 'full'] = flags.get('mode') ?? [];
  const [format = 'ndjson'] = flags.get('format') ?? [];
  const [userIdType] = flags.get('user-id-type') ?? [];
  const filter = flags.get('filter') ?? [];
  const sentences = [
    ...faultsOf(resource),
    ...more.map((given) => say('flag.resource_too_many', { given })),
    ...unknownValue('mode', mode, exportModes),
    ...unknownValue('format', format, exportFormats),
    ...(userIdType === undefined ? [] : unknownValue('user-id-type', userIdType, userIdTypes)),
    ...filter.flatMap((given) =>
      /^[^=]+=/.test(given) ? [] : [say('flag.pair_wrong', { flag: 'filter', given })],
    ),
  ];
  if (sentences.length > 0) return { kind: 'wrong', sentences };
  const asked = {
    dataset: resource,
    resource,
    mode,
    format,
    filters: filtersOf(resource, filter),
    ...(userIdType === undefined ? {} : { user_id_type: userIdType }),
  };
  return { kind: 'export', asked, out, live: flags.has('live') };
}

function faultsOf(resource: string): readonly Say[] {
  const known = exportResourceNames;
  if (resource === '') return [say('flag.resource_missing', { known })];
  if (known.some((name) => name === resource)) return [];
  return [say('flag.resource_unknown', { given: resource, meant: nearest(resource, known), known })];
}

/** The filters by name. A list may be given in one flag with commas, in several flags, or both. */
function filtersOf(resource: string, given: readonly string[]): JsonObject {
  const known = queryOf(resource)?.filters;
  const fields = known ? fieldsOf(known) : new Map();
  const filters = new Map<string, string | string[]>();
  for (const text of given) {
    const [name, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const before = filters.get(name);
    const isList = fields.get(name)?.kind === 'list';
    filters.set(name, isList ? [before ?? [], value.split(',')].flat() : value);
  }
  return Object.fromEntries(filters);
}
