import { constants, deflateRawSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { bomb } from '../../../../test/workbook/bomb.ts';
import { sevenIn, sevenXml, sheetPart, stringsPart, withCells } from '../../../../test/workbook/sheets.ts';
import { verdictOf } from '../../../../test/workbook/verdict.ts';
import type { ZipPart } from '../../../../test/workbook/write-zip.ts';

/** Some of these unpack a hundred megabytes, which takes seconds even on an idle machine. */
const slowestMs = 240_000;
const whole = sevenIn();
const seven = { rows: [{ row: 1, cells: ['7'], hidden: false }] };
/** The workbook whose sheet stands otherwise in the zip. Its sizes follow it, so its local header says nothing. */
const lying = (lie: Partial<ZipPart>) => sevenIn({ lies: { [sheetPart]: { sizesFollow: true, ...lie } } });
const sure = (lie: Partial<ZipPart>) => lying({ sizesFollow: false, ...lie });
const more = (name: string) => sevenIn({ more: [{ name, content: 'x' }] });

describe('a damaged zip', () => {
  it.each([
    ['cut in half', whole.subarray(0, whole.length / 2), 'cut_off'],
    ['without its last byte', whole.subarray(0, -1), 'cut_off'],
    ['with bytes behind it', Buffer.concat([whole, Buffer.from('more')]), 'cut_off'],
    ['that lost bytes', Buffer.concat([whole.subarray(0, 300), whole.subarray(340)]), 'directory_damaged'],
    ['twice in one file', Buffer.concat([whole, whole]), 'directory_damaged'],
    ['with more entries than it says', sevenIn({ entries: 3 }), 'directory_damaged'],
    ['with fewer entries than it says', sevenIn({ entries: 9 }), 'directory_damaged'],
    ['of zip64 with fewer than it says', sevenIn({ entries: 9, zip64: true }), 'directory_damaged'],
    ['of zip64 that lost bytes', withoutBytes(sevenIn({ zip64: true })), 'directory_damaged'],
    ['of 10,001 entries', manyEntries(10_001), 'too_many_parts'],
    ['with a part twice', more(sheetPart), 'part_twice'],
    ['with a part twice, in capitals', more(sheetPart.toUpperCase()), 'part_twice'],
    ['with a part twice, as of Windows', more(sheetPart.replaceAll('/', '\\')), 'part_twice'],
    ['whose entries overlap', lying({ says: { at: 0 } }), 'directory_damaged'],
    ['with an entry beyond its end', lying({ says: { at: 1e9 } }), 'directory_damaged'],
    ['with more packed bytes than it has', lying({ says: { packedBytes: 1e9 } }), 'directory_damaged'],
    ['with fewer packed bytes than it says', lying({ says: { packedBytes: 40 } }), 'part_damaged'],
    ['with a part that holds more', lying({ says: { bytes: 100 } }), 'part_damaged'],
    ['with a part that holds less', lying({ says: { bytes: 1e6 } }), 'part_damaged'],
    ['with a stored part that holds less', lying({ method: 0, says: { bytes: 1e6 } }), 'part_damaged'],
    ['with another name in a local header', sure({ header: { name: `${sheetPart}x` } }), 'part_damaged'],
    ['with another size in a local header', sure({ header: { bytes: 7 } }), 'part_damaged'],
    ['with another method in a local header', sure({ header: { method: 0 } }), 'part_damaged'],
    ['with bytes behind what is packed', sure({ behind: Buffer.from('more') }), 'part_damaged'],
    ['with a part packed by another method', sure({ method: 12 }), 'packed_otherwise'],
    ['with another checksum', lying({ says: { crc: 7 } }), 'wrong_crc'],
    ['with one digit changed', changedDigit(), 'wrong_crc'],
    ['with one bit changed in what is packed', flipped(), 'part_damaged'],
  ])('%s is stopped', async (_, bytes, stopped) => {
    expect(await verdictOf(bytes)).toEqual({ stopped: `workbook.${stopped}` });
  });

  it('is stopped wherever it is cut', async () => {
    for (let bytes = 4; bytes < whole.length; bytes += 7)
      expect(await verdictOf(whole.subarray(0, bytes))).toEqual({ stopped: 'workbook.cut_off' });
  });

  it.each([
    ['with a comment', sevenIn({ comment: 'PK\u0005\u0006 made by hand' })],
    ['as zip64', sevenIn({ zip64: true })],
    ['with a stored part', lying({ method: 0 })],
    ['with sizes that follow', lying({})],
    ['with entries for folders', sevenIn({ more: [{ name: 'xl/', content: '', method: 0 }] })],
    ['of 10,000 entries', manyEntries(10_000)],
  ])('%s is none', async (_, bytes) => {
    expect(await verdictOf(bytes)).toEqual(seven);
  });
});

function withoutBytes(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 300), bytes.subarray(340)]);
}

function manyEntries(count: number): Buffer {
  // The workbook itself has six.
  return sevenIn({
    more: Array.from({ length: count - 6 }, (_, n) => ({ name: `media/${n}`, content: '' })),
  });
}

function changedDigit(): Buffer {
  const bytes = sure({ method: 0 });
  bytes.write('8', bytes.indexOf('<v>7</v>') + 3);
  return bytes;
}

function flipped(): Buffer {
  const bytes = Buffer.from(whole);
  const at = bytes.indexOf(deflateRawSync(Buffer.from(sevenXml)));
  // The type of the first block.
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x06, at);
  return bytes;
}

const text = '<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>'.repeat(20_000);
const threeGigabytes = 3 * 1024 ** 3;

describe('a bomb', () => {
  it.each([
    ['of 3 GB', texts(text, threeGigabytes, { bytes: threeGigabytes }), 'file.unpacks_too_far'],
    [
      'of 3 GB that says 50 MB',
      texts(text, threeGigabytes, { bytes: 50e6, packed: 3e6 }),
      'workbook.part_damaged',
    ],
    ['of texts of 600 MB', texts(text, 0, { bytes: 600e6, packed: 4e6 }), 'workbook.part_too_large'],
    [
      'of a sheet of 80 MB',
      lying({ says: { bytes: 80e6 }, behind: Buffer.alloc(1e6) }),
      'workbook.part_too_large',
    ],
    [
      'of empty texts',
      texts('<si/>'.repeat(200_000), 100e6, { bytes: 150e6, packed: 1e6 }),
      'workbook.too_many_texts',
    ],
    ['of one text', texts('a'.repeat(100_000), 40e6, { bytes: 50e6, packed: 1e6 }), 'workbook.part_unusual'],
    [
      'of tags in tags',
      texts('<si>'.repeat(100_000), 40e6, { bytes: 50e6, packed: 1e6 }),
      'workbook.part_unusual',
    ],
  ])(
    '%s is stopped in little memory',
    async (_, bytes, stopped) => {
      expect(await verdictOf(bytes)).toEqual({ stopped });
    },
    slowestMs,
  );
});

/** A table of shared texts that holds so many bytes of a text over and over, and says how many it holds and how many are packed. */
function texts(
  xml: string,
  bytes: number,
  says: { readonly bytes: number; readonly packed?: number },
): Buffer {
  const begin = deflateRawSync('<sst>', { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([begin, bomb(xml, Math.ceil(bytes / xml.length))]);
  // Bytes behind the end, so that the ratio looks honest.
  const behind = Buffer.alloc(Math.max(0, (says.packed ?? 0) - packed.length));
  return withCells('<c t="s"><v>0</v></c>', {
    strings: '',
    lies: { [stringsPart]: { packed, behind, says: { bytes: says.bytes }, sizesFollow: true } },
  });
}
