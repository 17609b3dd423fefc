# Formulas with their results, and without.

import bare
from bare import SHEET
from small import cells


def formulas():
    cells(
        'formulas',
        'formulas with their results: alone, shared by a range, of a range; results that are text, true and an empty text',
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>4</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><f t="shared" si="0"/><v>6</v></c><c r="C2" t="str"><f>"张"&amp;"伟"</f><v>张伟</v></c></row>'
        '<row r="3"><c r="A3" t="b"><f>1=1</f><v>1</v></c><c r="B3"><f t="array" ref="B3">SUM(B1:B2)</f><v>10</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>""</f><v></v></c><c r="B4" t="str"><f>"1"</f><v>1</v></c></row>',
        [[2, 4], [3, 6, '张伟'], [True, 10], [None, '1']],
    )
    cells(
        'formulas-without-result',
        'formulas that were never calculated',
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v/></c><c r="D1"><v>5</v></c></row>',
        [['?', '?', '?', 5]],
        marks={'A1': 'uncalculated', 'B1': 'uncalculated', 'C1': 'uncalculated'},
    )
    cells(
        'formulas-to-calculate',
        'the book is to be calculated when it is opened, so no result counts; typed values do',
        '<row r="1"><c r="A1"><f>1+1</f><v>0</v></c><c r="B1"><v>5</v></c></row>',
        [['?', 5]],
        other={
            'xl/workbook.xml': bare.book([(SHEET, 'rId1')], after='<calcPr calcId="0" fullCalcOnLoad="1"/>')
        },
        marks={'A1': 'uncalculated'},
    )
    errors = ['#N/A', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!']
    cells(
        'errors',
        'errors, typed or as the result of a formula; the last is only text',
        ''.join(
            f'<row r="{n}"><c r="A{n}" t="e"><f>B{n}</f><v>{error}</v></c></row>'
            for n, error in enumerate(errors, 1)
        )
        + '<row r="9"><c r="A9" t="e"><v>#N/A</v></c></row><row r="10"><c r="A10" t="inlineStr"><is><t>#N/A</t></is></c></row>',
        [*([error] for error in errors), ['#N/A'], ['#N/A']],
        marks={f'A{row}': 'error' for row in range(1, len(errors) + 2)},
    )


formulas()
