# The bonus table as XlsxWriter draws it. It asks Excel to calculate everything when it opens the file (fullCalcOnLoad), and
# writes 0 as the result of a formula for which it is given none.

import io
from datetime import date, datetime

import xlsxwriter

import payroll
from fixture import save as save_fixture
from verdicts import (
    AMOUNTS,
    DATES,
    SHEET,
    TOTALS,
    formula_of,
)


def save(name, fill, options=None, **expected):
    """`fill` is given the new workbook."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {'in_memory': True, **(options or {})})
    workbook.set_properties({'author': '沈月', 'created': datetime(2026, 11, 20, 9, 30)})
    fill(workbook)
    workbook.close()
    save_fixture(name, out.getvalue(), by='xlsxwriter', **expected)


def bonus_page(workbook, rows, total='typed', name=SHEET):
    """`total`: typed, calculated (a formula with its result) or zero (a formula for which no result is given)."""
    page = workbook.add_worksheet(name)
    title = workbook.add_format({'bold': True, 'font_size': 16, 'align': 'center'})
    head = workbook.add_format({'bold': True, 'bg_color': '#DDEBF7', 'border': 1, 'text_wrap': True})
    amount = workbook.add_format({'num_format': '_ "￥"* #,##0.00_ ;_ "￥"* -#,##0.00_ '})
    day = workbook.add_format({'num_format': 'yyyy-mm-dd'})
    plain = workbook.add_format({'num_format': '@'})
    formats = {**dict.fromkeys(AMOUNTS, amount), **dict.fromkeys(DATES, day)}
    for row, values in enumerate(rows):
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            format = head if row == payroll.HEADER_ROW - 1 else formats.get(column)
            if isinstance(value, str):
                page.write_string(row, column - 1, value, format or plain)
            elif isinstance(value, date):
                page.write_datetime(row, column - 1, value, format)
            else:
                page.write_number(row, column - 1, value, format)
    for area in [] if workbook.constant_memory else payroll.merged():
        first = area.split(':')[0]
        page.merge_range(area, rows[int(first[1:]) - 1][ord(first[0]) - ord('A')], title)
    if total != 'typed':
        for cell in TOTALS:
            result = payroll.TOTAL if total == 'calculated' else 0
            page.write_formula(cell, formula_of(cell), amount, result)
    page.freeze_panes(payroll.HEADER_ROW, 3)
    page.set_column('E:F', 22)
    return page
