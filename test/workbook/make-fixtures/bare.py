# The parts of a workbook that hold what a reader needs, and no more.

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from fixture import text

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
STRICT_LINKS = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
PACKAGE_LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships'
TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'

#: A small table, for what is about the file rather than about pay.
PEOPLE = [['姓名', '员工ID', '金额'], ['张伟', 'e00001', 2000], ['王芳', 'e00002', 1234.5]]
SHEET = '名单'


def workbook(sheet_xml=None, strings=None, styles=None, other=None):
    """The parts by name. `other`: parts that replace these or stand behind them."""
    parts = {
        '[Content_Types].xml': content_types(strings is not None, styles is not None),
        '_rels/.rels': relationships([('rId1', 'officeDocument', 'xl/workbook.xml')]),
        'xl/workbook.xml': book([(SHEET, 'rId1')]),
        'xl/_rels/workbook.xml.rels': relationships(
            [
                ('rId1', 'worksheet', 'worksheets/sheet1.xml'),
                *([('rId2', 'sharedStrings', 'sharedStrings.xml')] if strings is not None else []),
                *([('rId3', 'styles', 'styles.xml')] if styles is not None else []),
            ],
        ),
        'xl/worksheets/sheet1.xml': sheet_xml or sheet_of(PEOPLE),
    }
    if strings is not None:
        parts['xl/sharedStrings.xml'] = strings
    if styles is not None:
        parts['xl/styles.xml'] = styles
    return parts | (other or {})


def content_types(strings=False, styles=False, more=''):
    overrides = [('/xl/workbook.xml', 'sheet.main'), ('/xl/worksheets/sheet1.xml', 'worksheet')]
    overrides += [('/xl/sharedStrings.xml', 'sharedStrings')] if strings else []
    overrides += [('/xl/styles.xml', 'styles')] if styles else []
    return (
        f'{XML}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + ''.join(f'<Override PartName="{name}" ContentType="{KIND}{kind}+xml"/>' for name, kind in overrides)
        + f'{more}</Types>'
    )


def relationships(links, base=LINKS):
    """`links`: id, last segment of the type, target."""
    lines = (
        f'<Relationship Id="{id}" Type="{base}/{kind}" Target={quoteattr(target)}/>'
        for id, kind, target in links
    )
    return f'{XML}<Relationships xmlns="{PACKAGE_LINKS}">{"".join(lines)}</Relationships>'


def book(sheets, before='', after=''):
    """`sheets`: name and id of the relationship, and an attribute more if there is one."""
    lines = (
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="{id}"{"".join(more)}/>'
        for n, (name, id, *more) in enumerate(sheets, 1)
    )
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{before}<sheets>{"".join(lines)}</sheets>{after}</workbook>'


def sheet_xml(rows, before='', after='', namespaces=''):
    """`rows` are XML."""
    return f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}"{namespaces}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def sheet_of(rows, **other):
    """Rows of values, texts in their cells."""
    return sheet_xml(''.join(row_of(number, values) for number, values in enumerate(rows, 1)), **other)


def row_of(number, values, style_of=lambda value: ''):
    """`style_of` gives the attribute s of a value."""
    cells = (
        cell(f'{letters(column)}{number}', value, style_of(value))
        for column, value in enumerate(values)
        if value is not None
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(reference, value, style=''):
    if isinstance(value, bool):
        return f'<c r="{reference}"{style} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{reference}"{style}><v>{serial(value)}</v></c>'
    if isinstance(value, str):
        return f'<c r="{reference}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{reference}"{style}><v>{text(value)}</v></c>'


def serial(day):
    """Days since the 30th of December 1899."""
    return (day - date(1899, 12, 30)).days


def letters(column):
    """Of a column that counts from 0."""
    name = ''
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord('A') + letter) + name
    return name


def styles(formats):
    """`formats`: ids of formats in the order of the styles; text declares a format of its own, from 164 on."""
    own = [format for format in formats if isinstance(format, str)]
    declared = [(164 + own.index(format), format) for format in dict.fromkeys(own)]
    ids = [164 + own.index(format) if isinstance(format, str) else format for format in formats]
    return style_sheet(declared, ids)


def style_sheet(declared, ids):
    """`declared`: id and code of formats. `ids`: of the format of each style; a cell that names none has the first."""
    formats = ''.join(f'<numFmt numFmtId="{id}" formatCode={quoteattr(code)}/>' for id, code in declared)
    uses = ''.join(
        f'<xf numFmtId="{id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for id in ids
    )
    return (
        f'{XML}<styleSheet xmlns="{MAIN}">'
        + (f'<numFmts count="{len(declared)}">{formats}</numFmts>' if declared else '')
        + '<fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(ids)}">{uses}</cellXfs></styleSheet>'
    )


def strings(items):
    """`items` are XML."""
    return f'{XML}<sst xmlns="{MAIN}" count="{len(items)}" uniqueCount="{len(items)}">{"".join(items)}</sst>'
