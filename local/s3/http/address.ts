// Reads bucket, key and query from the URL of a request. The key comes from the raw path, because a URL parser would
// resolve "..".

import { refuse, type Refusal } from '../refusal.ts';

export interface Address {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

const maxKeyBytes = 1024;

export function readAddress(url: string): Address | Refusal {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const decoded = decode(path);
  if (decoded === undefined || !decoded.startsWith('/')) return refuse('InvalidURI');
  const query = new URLSearchParams(search);

  const [bucket = '', key = ''] = decoded.slice(1).split(/\/(.*)/s);
  if (Buffer.byteLength(key) > maxKeyBytes) {
    return refuse('KeyTooLongError', {
      details: { Size: String(Buffer.byteLength(key)), MaxSizeAllowed: '1024' },
    });
  }
  return { bucket, key, query };
}

/** The text with its percent escapes resolved. Undefined: they are malformed, or their bytes are not UTF-8. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
