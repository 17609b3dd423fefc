# What a reader must find in a bonus table.

import payroll
from fixture import sheet, text

SHEET = '奖金'
TOTAL_ROW = payroll.FIRST_ROW + len(payroll.BONUSES)
#: The numbers of the columns, counted from 1.
AMOUNTS = [payroll.HEADER.index(title) + 1 for title in ('总金额', '发放金额')]
DATES = [payroll.HEADER.index(title) + 1 for title in ('发放日期', '申请发放日期')]
#: The cells of the totals.
TOTALS = [f'{payroll.letter(column)}{TOTAL_ROW}' for column in AMOUNTS]


def bonus_sheet(rows=None, name=SHEET, **other):
    return sheet(name, rows or payroll.table(), **{'merged': payroll.merged(), **other})


def pays(bonuses=payroll.BONUSES, **other):
    """Every record is good. `looks`: the reasons for which a person has to look first."""
    records = payroll.records(text, bonuses)
    return {
        'verdict': 'records',
        'folder': payroll.FOLDER,
        'header_row': payroll.HEADER_ROW,
        **other,
        'records': records,
    }


def stops(why):
    """Nothing of the file is sent."""
    return {'verdict': 'stops', 'folder': payroll.FOLDER, 'why': why}


def rejects_ids(**other):
    """Every record is rejected, for its ids have lost digits."""
    rows = range(payroll.FIRST_ROW, TOTAL_ROW)
    return {
        'verdict': 'rejects',
        'folder': payroll.FOLDER,
        'header_row': payroll.HEADER_ROW,
        **other,
        'rejected': [[row, ['item_id', 'currency_id']] for row in rows],
        'records': [],
    }


#: The marks of ids that are numbers.
IDS_LOST = {f'{column}{row}': 'digits' for row in range(payroll.FIRST_ROW, TOTAL_ROW) for column in 'EF'}


def formula_of(cell):
    """The sum of the records above the total in `cell`."""
    return f'=SUM({cell[0]}{payroll.FIRST_ROW}:{cell[0]}{TOTAL_ROW - 1})'


def with_ids_as_numbers():
    return [
        {**cells, '薪酬项ID': int(cells['薪酬项ID']), '币种ID': int(cells['币种ID'])}
        for cells in payroll.BONUSES
    ]
