# The same few cells in every form of zip, and with parts under any name.

import bare
from bare import PEOPLE, SHEET, XML, workbook
from fixture import save, sheet
from packing import STORED, packed
from small import people


def zips():
    parts = workbook()
    people('stored', packed(parts, STORED), 'nothing is deflated')
    people('streamed', packed(parts, streamed=True), 'sizes and checksums stand behind each entry')
    people(
        'zip64',
        packed(parts, zip64=True),
        'sizes in the fields of zip64, as streaming programs write for small files too',
    )
    people('comment', packed(parts, comment='由系统导出'.encode()), 'the zip has a comment')
    folders = ['_rels/', 'docProps/', 'xl/', 'xl/_rels/', 'xl/worksheets/']
    people(
        'directory-entries',
        packed([*((name, b'') for name in folders), *parts.items()]),
        'folders have entries, as in files of WPS',
    )
    people(
        'backslashes',
        packed({name.replace('/', '\\'): content for name, content in parts.items()}),
        'names with \\ between folders, as old programs on Windows write',
    )
    people('types-last', packed(dict(reversed(parts.items()))), 'the parts stand in the opposite order')
    thumbnail = {
        'docProps/thumbnail.wmf': bytes(40),
        'xl/printerSettings/printerSettings1.bin': bytes(40),
        'customXml/item1.xml': '<a/>',
    }
    people('more-parts', packed(workbook(other=thumbnail)), 'parts that no reader of cells needs')


def names():
    absolute = {
        '_rels/.rels': bare.relationships([('rId1', 'officeDocument', '/xl/workbook.xml')]),
        'xl/_rels/workbook.xml.rels': bare.relationships(
            [('rId1', 'worksheet', '/xl/worksheets/sheet1.xml')]
        ),
    }
    people(
        'absolute-targets',
        packed(workbook(other=absolute)),
        'targets from the root of the zip, as openpyxl writes',
    )

    upper = {
        name.replace('xl/worksheets/sheet1', 'xl/Worksheets/Sheet1'): content
        for name, content in workbook().items()
    }
    people('other-capitals', packed(upper), 'a part is named with other capitals than its target')

    parts = workbook()
    moved = {
        '[Content_Types].xml': parts['[Content_Types].xml']
        .replace('/xl/workbook.xml', '/book/list.xml')
        .replace(
            '/xl/worksheets/sheet1.xml',
            '/cells/名单.xml',
        ),
        '_rels/.rels': bare.relationships([('x', 'officeDocument', './book/list.xml')]),
        'book/list.xml': bare.book([(SHEET, 'first')]),
        'book/_rels/list.xml.rels': bare.relationships(
            [('first', 'worksheet', '../cells/%E5%90%8D%E5%8D%95.xml')]
        ),
        'cells/名单.xml': parts['xl/worksheets/sheet1.xml'],
    }
    people(
        'other-names',
        packed(moved),
        'no part has its usual name or folder, and one target is written as in a web address',
    )

    two = workbook(
        other={
            'xl/workbook.xml': bare.book([('第一', 'rId2'), ('第二', 'rId1')]),
            'xl/_rels/workbook.xml.rels': bare.relationships(
                [
                    ('rId1', 'worksheet', 'worksheets/sheet1.xml'),
                    ('rId2', 'worksheet', 'worksheets/sheet2.xml'),
                ],
            ),
            'xl/worksheets/sheet1.xml': bare.sheet_of([['第二张']]),
            'xl/worksheets/sheet2.xml': bare.sheet_of([['第一张']]),
        },
    )
    save(
        'packages/sheets-in-other-order.xlsx',
        packed(two),
        by='hand',
        why='the sheets stand in the order of the book, not in that of their parts',
        sheets=[sheet('第一', [['第一张']]), sheet('第二', [['第二张']])],
    )

    odd_name = workbook(other={'xl/workbook.xml': bare.book([('奖金 & <补贴> "11月" 🎉', 'rId1')])})
    save(
        'packages/sheet-name.xlsx',
        packed(odd_name),
        by='hand',
        why='a name of a sheet with characters that XML escapes',
        sheets=[sheet('奖金 & <补贴> "11月" 🎉', PEOPLE)],
    )

    only_charts = workbook(
        other={
            'xl/_rels/workbook.xml.rels': bare.relationships(
                [('rId1', 'chartsheet', 'chartsheets/sheet1.xml')]
            ),
            'xl/chartsheets/sheet1.xml': f'{XML}<chartsheet xmlns="{bare.MAIN}"><sheetViews/></chartsheet>',
        },
    )
    save('packages/only-charts.xlsx', packed(only_charts), by='hand', why='no sheet has cells', sheets=[])


zips()
names()
