# What a sheet says before and behind its rows.

from bare import sheet_xml
from small import cells


def behind_the_rows():
    """What a sheet says before and behind its rows."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="3" hidden="true"><c r="A3"><v>3</v></c></row>'
    rows += '<row r="4" hidden="0"><c r="A4"><v>4</v></c></row><row r="5" ht="0" customHeight="1"><c r="A5"><v>5</v></c></row>'
    cells(
        'hidden-rows',
        'rows that are hidden, in each way to write it; the last has no height',
        rows,
        [[1], [2], [3], [4], [5]],
        hidden=[2, 3, 5],
    )
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0" customWidth="1"/><col min="26" max="26" hidden="true"/></cols>'
    cells(
        'hidden-columns',
        'columns that are hidden, one by one and as a range; one has no width',
        sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', before=columns),
        [[1, 2]],
        hidden_columns=['B', 'C', 'E', 'Z'],
    )
    merges = '<mergeCells count="3"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/><mergeCell ref="C1:D4"/></mergeCells>'
    cells(
        'merged',
        'merged cells; the ones behind the first may hold values that nobody sees',
        sheet_xml(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>',
            after=merges,
        ),
        [[1, 2], [3]],
        merged=['A1:B1', 'A2:A3', 'C1:D4'],
    )
    filters = '<autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn></autoFilter>'
    cells(
        'filtered',
        'a filter hides the third row',
        sheet_xml(
            '<row r="1"><c r="A1" t="str"><v>金额</v></c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"><c r="A3"><v>2</v></c></row>',
            after=filters,
        ),
        [['金额'], [1], [2]],
        hidden=[3],
        filtered=True,
    )


behind_the_rows()
