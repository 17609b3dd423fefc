# Whole XML with cells that are none.

import bare
from bare import sheet_xml, workbook
from packing import packed
from small import refused


def damaged_cells():
    for name, rows, why, said in [
        (
            'string-missing',
            '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
            'a cell refers to a text that is not there',
            'unknown_text',
        ),
        (
            'style-missing',
            '<row r="1"><c r="A1" s="99"><v>46366</v></c></row>',
            'a style that is not there: is it a date?',
            'unknown_style',
        ),
        (
            'rows-out-of-order',
            '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
            'row 1 stands behind row 2',
            'rows_out_of_order',
        ),
        (
            'row-twice',
            '<row r="1"><c r="A1"><v>2</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>',
            'row 1 stands there twice',
            'rows_out_of_order',
        ),
        (
            'cell-twice',
            '<row r="1"><c r="A1"><v>2000</v></c><c r="A1"><v>9000</v></c></row>',
            'two amounts in one cell',
            'cells_out_of_order',
        ),
        (
            'cells-out-of-order',
            '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
            'a cell stands behind its right neighbour',
            'cells_out_of_order',
        ),
        (
            'cell-of-other-row',
            '<row r="1"><c r="A2"><v>1</v></c></row>',
            'a cell says that it is in another row than its own',
            'wrong_place',
        ),
        (
            'bad-reference',
            '<row r="1"><c r="1A"><v>1</v></c></row>',
            'a reference that is none',
            'wrong_place',
        ),
        (
            'beyond-the-last-row',
            '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
            'a row that no sheet has',
            'wrong_place',
        ),
        (
            'last-column',
            '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>',
            'more columns than any table has',
            'too_many_columns',
        ),
        ('no-number', '<row r="1"><c r="A1"><v>12,5</v></c></row>', 'a number that is none', 'cell_broken'),
        (
            'no-boolean',
            '<row r="1"><c r="A1" t="b"><v>ja</v></c></row>',
            'neither true nor false',
            'cell_broken',
        ),
        (
            'unknown-kind',
            '<row r="1"><c r="A1" t="x"><v>1</v></c></row>',
            'a cell of a kind that nobody knows',
            'cell_broken',
        ),
        (
            'two-values',
            '<row r="1"><c r="A1"><v>2000</v><v>9000</v></c></row>',
            'a cell with two values',
            'part_unusual',
        ),
        (
            'long-text',
            bare.row_of(1, ['长' * 40_000]),
            'a text that is longer than a cell can be',
            'cell_too_long',
        ),
    ]:
        content = packed(workbook(sheet_xml(rows), bare.strings(['<si><t>甲</t></si>']), bare.styles([0])))
        refused(name, content, why, f'workbook.{said}')
    long = packed(workbook(strings=bare.strings([f'<si><t>{"长" * 40_000}</t></si>'])))
    refused(
        'long-shared-text',
        long,
        'a text for cells that is longer than a cell can be',
        'workbook.text_too_long',
    )


damaged_cells()
