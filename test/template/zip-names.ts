// The names in a zip's central directory. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12

const directoryEntry = 0x02_01_4b_50;
const directoryEnd = 0x06_05_4b_50;

export function unzippedNames(zip: Buffer): readonly string[] {
  const endAt = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (endAt < 0 || zip.readUInt32LE(endAt) !== directoryEnd) throw new Error('this is no zip');
  const names: string[] = [];
  let position = zip.readUInt32LE(endAt + 16);
  for (let left = zip.readUInt16LE(endAt + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(position) !== directoryEntry) throw new Error("the zip's directory is broken");
    const [name, extra, comment] = [28, 30, 32].map((at) => zip.readUInt16LE(position + at));
    names.push(zip.toString('utf8', position + 46, position + 46 + (name ?? 0)));
    position += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}
