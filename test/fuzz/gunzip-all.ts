// Unpacks gzip as the RFC has it and nothing else: member after member, each with its checksum, and zeros at the end.
// https://www.rfc-editor.org/rfc/rfc1952

import { crc32, inflateRawSync } from 'node:zlib';

import * as v from 'valibot';

const inflated = v.object({ buffer: v.instance(Buffer), engine: v.object({ bytesWritten: v.number() }) });
const headerBytes = 10;
const trailerBytes = 8;
const flags = { headerCheck: 2, extra: 4, name: 8, comment: 16 };

/** Undefined if any byte breaks the RFC. */
export function gunzipAll(bytes: Buffer): Buffer | undefined {
  const members: Buffer[] = [];
  let at = 0;
  while (members.length === 0 || bytes.subarray(at).some((byte) => byte !== 0)) {
    const from = behindHeader(bytes, at);
    const body = from === undefined ? undefined : inflate(bytes.subarray(from));
    if (from === undefined || body === undefined) return undefined;
    const trailer = bytes.subarray(from + body.engine.bytesWritten).subarray(0, trailerBytes);
    if (trailer.length < trailerBytes) return undefined;
    if (trailer.readUInt32LE(0) !== crc32(body.buffer)) return undefined;
    if (trailer.readUInt32LE(4) !== body.buffer.length % 2 ** 32) return undefined;
    members.push(body.buffer);
    at = from + body.engine.bytesWritten + trailerBytes;
  }
  return Buffer.concat(members);
}

function behindHeader(bytes: Buffer, at: number): number | undefined {
  if (at + headerBytes > bytes.length || bytes.readUInt16BE(at) !== 0x1f8b || bytes[at + 2] !== 8)
    return undefined;
  const set = bytes[at + 3] ?? 0;
  if (set >= 32) return undefined;
  let end = at + headerBytes;
  if (set & flags.extra) {
    if (end + 2 > bytes.length) return undefined;
    end += 2 + bytes.readUInt16LE(end);
  }
  for (const text of [flags.name, flags.comment]) {
    if (!(set & text)) continue;
    const zero = bytes.indexOf(0, end);
    if (zero < 0) return undefined;
    end = zero + 1;
  }
  if (set & flags.headerCheck) {
    if (end + 2 > bytes.length || bytes.readUInt16LE(end) !== crc32(bytes.subarray(at, end)) % 2 ** 16)
      return undefined;
    end += 2;
  }
  return end;
}

function inflate(bytes: Buffer): v.InferOutput<typeof inflated> | undefined {
  try {
    const read: unknown = inflateRawSync(bytes, { info: true });
    return v.parse(inflated, read);
  } catch {
    return undefined;
  }
}
