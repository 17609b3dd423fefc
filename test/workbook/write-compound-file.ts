// Writes a file in Microsoft's older container with nothing in it but the names of its streams, in a directory whose sectors lie
// apart.

export function writeCompoundFile(names: readonly string[], shift: 9 | 12 = 9): Buffer {
  const bytes = 1 << shift;
  const perSector = bytes / 128;
  const sectors = Math.ceil(names.length / perSector);
  const header = Buffer.alloc(bytes);
  header.write('d0cf11e0a1b11ae1', 'hex');
  header.writeUInt16LE(shift, 30);
  // Sector 0 is the table, the directory has sectors 2, 4, 6 and so on.
  header.writeUInt32LE(2, 48);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(bytes, 0xff);
  const rest = Buffer.alloc(2 * sectors * bytes);
  for (let sector = 0; sector < sectors; sector += 1) {
    const isLast = sector === sectors - 1;
    table.writeUInt32LE(isLast ? 0xfffffffe : 2 * sector + 4, 4 * (2 * sector + 2));
    const ofSector = names.slice(sector * perSector, (sector + 1) * perSector);
    for (const [index, name] of ofSector.entries()) {
      const at = (2 * sector + 1) * bytes + 128 * index;
      rest.write(name, at, 'utf16le');
      rest.writeUInt16LE(2 * name.length + 2, at + 64);
    }
  }
  return Buffer.concat([header, table, rest]);
}
