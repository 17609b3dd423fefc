# The same few cells in every form of XML that the standard allows.

import bare
import payroll
from bare import XML, workbook
from fixture import save
from packing import packed
from small import people
from verdicts import bonus_sheet, pays


def encodings():
    parts = workbook()
    in_utf16 = {
        name: content.replace('UTF-8', 'UTF-16').encode(
            'utf-16-be' if name.endswith('book.xml') else 'utf-16-le'
        )
        for name, content in parts.items()
    }
    marks = {name: b'\xfe\xff' if name.endswith('book.xml') else b'\xff\xfe' for name in parts}
    people(
        'utf-16',
        packed({name: marks[name] + content for name, content in in_utf16.items()}),
        'the XML is in UTF-16',
    )
    people(
        'utf-8-marks',
        packed({name: b'\xef\xbb\xbf' + content.encode() for name, content in parts.items()}),
        'each part begins with a byte order mark',
    )
    bare_xml = {name: content.replace(XML, '') for name, content in parts.items()}
    people('no-xml-declaration', packed(bare_xml), 'no part has an XML declaration')


def prefixes():
    def prefixed(content):
        """Every element of the main namespace with a prefix, as some programs of .NET write."""
        content = content.replace(f'xmlns="{bare.MAIN}"', f'xmlns:x="{bare.MAIN}"')
        for name in ('workbook', 'worksheet', 'sheets', 'sheetData', 'sheet', 'row', 'c', 'is', 'v', 't'):
            for begin in ('<', '</'):
                for end in (' ', '>', '/'):
                    content = content.replace(f'{begin}{name}{end}', f'{begin}x:{name}{end}')
        return content

    parts = workbook()
    kept = ('[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels')
    people(
        'prefix',
        packed({name: content if name in kept else prefixed(content) for name, content in parts.items()}),
        'every element has the prefix x, as some programs of .NET write',
    )
    links = (
        parts['xl/_rels/workbook.xml.rels']
        .replace('<Relationship ', '<p:Relationship ')
        .replace('Relationships', 'p:Relationships')
    )
    links = links.replace('xmlns=', 'xmlns:p=')
    named = parts['xl/workbook.xml'].replace('xmlns:r=', 'xmlns:d3p1=').replace(' r:id=', ' d3p1:id=')
    people(
        'prefix-of-links',
        packed(workbook(other={'xl/_rels/workbook.xml.rels': links, 'xl/workbook.xml': named})),
        'the relationships have a prefix, and the id of a sheet has another one than r',
    )


def strict():
    """The strict form of the standard: other namespaces, and dates as text."""
    rows = ''.join(bare.row_of(number, values) for number, values in enumerate(payroll.table(), 1))
    for day in (payroll.PAID_ON, payroll.ASKED_ON):
        rows = rows.replace(f'><v>{bare.serial(day)}</v>', f' t="d"><v>{day}T00:00:00</v>')
    merges = ''.join(f'<mergeCell ref="{area}"/>' for area in payroll.merged())
    parts = workbook(
        bare.sheet_xml(rows, after=f'<mergeCells count="{len(payroll.merged())}">{merges}</mergeCells>')
    )
    parts['xl/workbook.xml'] = bare.book(
        [('奖金', 'rId1')], before='<workbookPr dateCompatibility="0"/>'
    ).replace(
        '<workbook ',
        '<workbook conformance="strict" ',
    )
    parts = {
        name: content.replace(bare.MAIN, bare.STRICT_MAIN).replace(bare.LINKS, bare.STRICT_LINKS)
        for name, content in parts.items()
    }
    save(
        'packages/strict.xlsx',
        packed(parts),
        by='hand',
        why='the strict form of the standard: other namespaces, and dates as text',
        sheets=[bonus_sheet()],
        table=pays(),
    )


encodings()
prefixes()
strict()
