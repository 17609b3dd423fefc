// Which bucket, key and subresource a request is about. The key is taken from the raw path: a URL parser would
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

/** Also undefined where the bytes are no UTF-8. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
