# Zips that are cut off, damaged, hostile, or read differently by different programs.

import warnings
import zipfile

from bare import sheet_of, workbook
from packing import STORED, packed, replaced
from small import refused

LISTED = b'PK\x01\x02'


def damaged_zips():
    good = packed(workbook(), STORED)
    refused('empty', b'', 'a file of no bytes', 'file.empty')
    refused('cut-off', good[: len(good) // 2], 'the second half is missing', 'workbook.cut_off')
    refused('last-byte-missing', good[:-1], 'the last byte is missing', 'workbook.cut_off')
    refused('more-behind', good + b'\r\n', 'something stands behind the zip', 'workbook.cut_off')
    refused(
        'more-in-front',
        b'MZ' + bytes(62) + good,
        'something stands in front of the zip',
        'workbook.no_workbook',
    )
    refused(
        'wrong-checksum',
        replaced(good, b'<v>2000</v>', b'<v>9000</v>'),
        'one digit of an amount has changed on its way',
        'workbook.wrong_crc',
    )
    pair = [*workbook().items(), ('xl/worksheets/sheet1.xml', sheet_of([['另一张']]))]
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        refused(
            'part-twice',
            packed(pair),
            'two entries have one name: programs read different ones',
            'workbook.part_twice',
        )
    directory = good.index(LISTED)
    locked = bytearray(good)
    for at in [n for n in range(directory, len(good)) if good[n : n + 4] == LISTED]:
        locked[at + 8] |= 1
    refused(
        'zip-password', bytes(locked), 'the entries of the zip are behind a password', 'workbook.zip_password'
    )
    refused(
        'bzip2',
        packed(workbook(), zipfile.ZIP_BZIP2),
        'packed in a way that no spreadsheet reads',
        'workbook.packed_otherwise',
    )

    shorter = bytearray(good)
    last = good.rindex(LISTED)
    size = int.from_bytes(good[last + 24 : last + 28], 'little')
    shorter[last + 24 : last + 28] = (size - 20).to_bytes(4, 'little')
    refused(
        'wrong-size',
        bytes(shorter),
        'the directory says that a part is shorter than it is',
        'workbook.part_damaged',
    )

    zeros = packed(workbook('<?xml version="1.0"?><worksheet>' + ' ' * 30_000_000))
    refused('bomb', zeros, 'unpacks to a thousand times its size', 'file.unpacks_too_far')


damaged_zips()
