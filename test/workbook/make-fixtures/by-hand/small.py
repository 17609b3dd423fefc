# Files of a few cells that are written by hand, each with what is expected of it.

from bare import PEOPLE, SHEET, sheet_xml, workbook
from fixture import save, sheet
from packing import packed


def cells(name, why, xml, rows, strings=None, styles=None, other=None, first_row=1, **expected):
    """`xml`: the rows, or a whole sheet. `rows`: the values that a reader must find."""
    whole = xml if xml.startswith('<?xml') else sheet_xml(xml)
    content = packed(workbook(whole, strings, styles, other))
    save(
        f'cells/{name}.xlsx', content, by='hand', why=why, sheets=[sheet(SHEET, rows, first_row, **expected)]
    )


def text_of(xml):
    return f'<row><c t="inlineStr"><is>{xml}</is></c></row>'


def people(name, content, why, **other):
    save(f'packages/{name}.xlsx', content, by='hand', why=why, sheets=[sheet(SHEET, PEOPLE)], **other)


def refused(name, content, why, refused):
    save(f'refused/{name}.xlsx', content, by='hand', why=why, refused=refused)
