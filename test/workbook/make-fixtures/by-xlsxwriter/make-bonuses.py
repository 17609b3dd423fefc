# Bonus tables whose totals were calculated or not, and in other forms of the file.

import payroll
from drawn import bonus_page, save
from verdicts import (
    IDS_LOST,
    TOTALS,
    bonus_sheet,
    pays,
    rejects_ids,
    stops,
    with_ids_as_numbers,
)


def bonuses():
    def fill(total, calculates):
        def filled(workbook):
            bonus_page(workbook, payroll.table(), total)
            if not calculates:
                workbook.set_calc_mode('manual')

        return filled

    uncalculated = {cell: 'uncalculated' for cell in TOTALS}
    save(
        'bonus-xlsxwriter.xlsx',
        fill('calculated', False),
        why='formulas with their results, and nothing is to be calculated anew',
        sheets=[bonus_sheet()],
        table=pays(),
    )
    save(
        'bonus-xlsxwriter-recalculated.xlsx',
        fill('calculated', True),
        why='formulas with a result, but all is to be calculated anew when the file is opened',
        sheets=[bonus_sheet(marks=uncalculated)],
        table=stops('the totals are to be calculated anew'),
    )
    save(
        'bonus-xlsxwriter-zero.xlsx',
        fill('zero', True),
        why='formulas that were never calculated: 0 stands in place of each result',
        sheets=[bonus_sheet(payroll.table(total=0), marks=uncalculated)],
        table=stops('the totals are to be calculated anew'),
    )
    save(
        'bonus-xlsxwriter-inline.xlsx',
        lambda workbook: bonus_page(workbook, payroll.table()),
        {'constant_memory': True, 'in_memory': False},
        why='every text stands in its cell, none in the shared strings',
        sheets=[bonus_sheet(merged=[])],
        table=pays(),
    )
    save(
        'bonus-xlsxwriter-zip64.xlsx',
        lambda workbook: (workbook.use_zip64(), bonus_page(workbook, payroll.table())),
        why='the sizes stand in the fields of zip64',
        sheets=[bonus_sheet()],
        table=pays(),
    )
    rows = payroll.table(with_ids_as_numbers())
    save(
        'bonus-xlsxwriter-ids-as-numbers.xlsx',
        lambda workbook: bonus_page(workbook, rows),
        why='ids of 19 digits are numbers with an exponent: their last digits are lost',
        sheets=[bonus_sheet(rows, marks=IDS_LOST)],
        table=rejects_ids(),
    )


bonuses()
