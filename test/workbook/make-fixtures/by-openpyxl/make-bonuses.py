# Bonus tables whose values are right, wrong, or have two readings.

from datetime import date

from openpyxl import Workbook

import payroll
from drawn import bonus_book, put, save
from fixture import sheet, text
from verdicts import (
    IDS_LOST,
    SHEET,
    TOTALS,
    bonus_sheet,
    formula_of,
    pays,
    rejects_ids,
    stops,
    with_ids_as_numbers,
)


def bonuses():
    workbook, _ = bonus_book()
    save('bonus-openpyxl.xlsx', workbook, why='the total is typed', sheets=[bonus_sheet()], table=pays())

    workbook, page = bonus_book()
    for cell in TOTALS:
        page[cell] = formula_of(cell)
    save(
        'bonus-openpyxl-never-calculated.xlsx',
        workbook,
        why='the total is a formula that no program has calculated: it has no result',
        sheets=[bonus_sheet(marks={cell: 'uncalculated' for cell in TOTALS})],
        table=stops('the total has no result, so nothing can be held against it'),
    )


def ids_as_numbers():
    rows = payroll.table(with_ids_as_numbers())
    workbook, _ = bonus_book(rows)
    save(
        'bonus-openpyxl-ids-as-numbers.xlsx',
        workbook,
        why='ids of 19 digits are numbers: all digits stand in the file, but Excel keeps 15 of them',
        sheets=[bonus_sheet(rows, marks=IDS_LOST)],
        table=rejects_ids(),
    )


def amounts_as_text():
    amounts = ['2,000.00', '1,234.50', ' 888.88 ', '１９７８３．４８', '0.10']
    typed = [
        {**cells, '总金额': amount, '发放金额': amount} for cells, amount in zip(payroll.BONUSES, amounts)
    ]
    plain = ['2000.00', '1234.50', '888.88', '19783.48', '0.10']
    read = [{**cells, '总金额': amount, '发放金额': amount} for cells, amount in zip(payroll.BONUSES, plain)]
    for name, total, why, verdict in [
        ('', '23,906.96', 'amounts as people write them; the total is one of them', pays(read)),
        (
            '-not-in-sum',
            0,
            'SUM passes over amounts that are text, so the total says 0',
            stops('the total does not agree'),
        ),
    ]:
        workbook, _ = bonus_book(payroll.table(typed, total))
        save(
            f'bonus-openpyxl-amounts-as-text{name}.xlsx',
            workbook,
            why=why,
            sheets=[bonus_sheet(payroll.table(typed, total))],
            table=verdict,
        )


def subtotal():
    rows = payroll.table()
    rows.insert(payroll.FIRST_ROW + 1, ['小计', *[None] * 5, 3234.5])
    rows[-3] = payroll.total_row(payroll.TOTAL)
    workbook, _ = bonus_book(rows)
    save(
        'bonus-openpyxl-subtotal.xlsx',
        workbook,
        why='a subtotal stands among the records',
        sheets=[bonus_sheet(rows)],
        table=stops('小计 stands among the records'),
    )


def ten_thousands():
    rows = payroll.table()
    rows[payroll.HEADER_ROW - 1] = [
        f'{title}（万元）' if title == '总金额' else title for title in payroll.HEADER
    ]
    workbook, _ = bonus_book(rows)
    save(
        'bonus-openpyxl-ten-thousands.xlsx',
        workbook,
        why='the header says that the amounts are in units of 10,000',
        sheets=[bonus_sheet(rows)],
        table=stops('the title says 万元'),
    )


def details():
    """Two payments of one bonus: side by side, and one below the other."""
    first, second = date(2026, 12, 10), date(2027, 1, 10)
    base = ['唯一标识', '员工ID', '薪酬项ID', '币种ID', '总金额', '绑定期', '发放次数']
    parts = ['发放金额', '发放状态', '发放方式', '发放日期', '申请发放日期']
    who = ['bonus-2026-11-0201', 'e00002', payroll.PROJECT_BONUS, payroll.CNY, 3000, 0, 2]
    detail = lambda day: [1500, '应发放', '随工资发放', day, payroll.ASKED_ON]
    told = lambda day: {
        'issuance_amount': '1500',
        'issuance_status': 'to_be_issued',
        'issuance_way': 'with_salary',
        'issuance_time': text(day),
        'belong_time': text(payroll.ASKED_ON),
    }
    record = {
        'unique_id': who[0],
        'user_id': who[1],
        'item_id': who[2],
        'currency_id': who[3],
        'total_amount': '3000',
        'binding_period': 0,
        'issuance_frequency': 2,
        'details': [told(first), told(second)],
    }
    beside = [base + [f'{part}{n}' for n in (1, 2) for part in parts], who + detail(first) + detail(second)]
    below = [base + parts, who + detail(first), who + detail(second)]
    for name, rows, why in [
        ('side-by-side', beside, '发放金额1, 发放金额2'),
        ('below', below, 'a row for each detail'),
    ]:
        workbook = Workbook()
        workbook.active.title = SHEET
        put(workbook.active, rows)
        save(
            f'details-{name}-openpyxl.xlsx',
            workbook,
            why=why,
            sheets=[sheet(SHEET, rows)],
            table={'verdict': 'records', 'folder': payroll.FOLDER, 'header_row': 1, 'records': [[2, record]]},
        )


bonuses()
ids_as_numbers()
amounts_as_text()
subtotal()
ten_thousands()
details()
