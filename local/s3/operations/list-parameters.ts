// Reads the parameters that ListObjectsV2 and ListObjectVersions share.

import { refuse, type Refusal } from '../refusal.ts';

interface ListParameters {
  readonly prefix: string;
  readonly maxKeys: number;
  readonly encodingType: 'url' | undefined;
  readonly encode: (key: string) => string;
}

const mostKeys = 1000;

export function readListParameters(query: URLSearchParams): ListParameters | Refusal {
  const maxKeys = query.get('max-keys') ?? String(mostKeys);
  if (!/^\d{1,9}$/.test(maxKeys)) {
    return refuse('InvalidArgument', { details: { ArgumentName: 'max-keys', ArgumentValue: maxKeys } });
  }
  const encodingType = query.get('encoding-type') ?? undefined;
  if (encodingType !== undefined && encodingType !== 'url') {
    return refuse('InvalidArgument', {
      details: { ArgumentName: 'encoding-type', ArgumentValue: encodingType },
    });
  }
  return {
    prefix: query.get('prefix') ?? '',
    maxKeys: Math.min(Number(maxKeys), mostKeys),
    encodingType,
    encode: encodingType === 'url' ? encodeKey : (key) => key,
  };
}

/** Form encoding, except that a slash stays. */
function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
