# Where cells stand, and where they say that they do.

from bare import sheet_xml
from small import cells


def places():
    cells(
        'no-references',
        'neither rows nor cells say where they stand',
        '<row><c t="inlineStr"><is><t>姓名</t></is></c><c><v>1</v></c></row><row/><row><c/><c><v>2</v></c></row>',
        [['姓名', 1], [], [None, 2]],
    )
    cells(
        'some-references',
        'a cell without a reference follows the cell before it, a row without a number the row before it',
        '<row r="2"><c r="C2"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c r="E3"><v>4</v></c><c><v>5</v></c></row>',
        [[], [None, None, 1, 2], [3, None, None, None, 4, 5]],
    )
    cells(
        'far-corners',
        'the first row of a sheet and the last',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="AA1048576"><v>2</v></c></row>',
        [[1], *[[]] * 1048574, [*[None] * 26, 2]],
    )
    cells(
        'wrong-dimension',
        'the sheet says that it is smaller than it is',
        sheet_xml(
            '<row r="1" spans="1:1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>',
            before='<dimension ref="A1"/>',
        ),
        [[1, 2], [3]],
    )
    cells(
        'gaps',
        'rows and columns that are not there',
        '<row r="5"><c r="B5"><v>1</v></c><c r="Z5"><v>2</v></c></row><row r="100"><c r="AA100"><v>3</v></c></row>',
        [[None, 1, *[None] * 23, 2], *[[]] * 94, [*[None] * 26, 3]],
        first_row=5,
    )
    cells(
        'no-rows',
        'a sheet without rows',
        sheet_xml('').replace('<sheetData></sheetData>', '<sheetData/>'),
        [],
    )


places()
