// A zip with one file, stored without compression.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { crc32 } from 'node:zlib';

export function zipOf(name: string, text: string): Buffer {
  const content = Buffer.from(text);
  const fileName = Buffer.from(name);
  // Version 2.0, no flags, stored, 1 January 1980, sizes, length of the name, no extra field.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(fileName.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, fileName, content]);

  // Made on Unix, a regular file that everybody may read: Lambda refuses one without the right.
  const madeBy = Buffer.from([20, 3]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(0o100644 * 0x10000, 6);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002'), madeBy, common, rest, fileName]);

  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
