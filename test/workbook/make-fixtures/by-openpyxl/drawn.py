# The bonus table as openpyxl draws it. It writes shared strings, and formulas without a result.

import io
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

import payroll
from fixture import save as save_fixture
from verdicts import (
    AMOUNTS,
    DATES,
    SHEET,
    TOTAL_ROW,
)


def save(name, workbook, **expected):
    stamp = datetime(2026, 11, 20, 9, 30)
    workbook.properties.creator = '沈月'
    workbook.properties.created = stamp
    out = io.BytesIO()
    workbook.save(out)
    save_fixture(name, out.getvalue(), by='openpyxl', **expected)


def put(page, rows):
    """Writes rows of values. Text stays text, whatever it begins with."""
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            cell = page.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = 's'
                cell.number_format = '@'


def bonus_page(workbook, rows, name=SHEET):
    """The table as a clerk formats it."""
    page = workbook.create_sheet(name)
    put(page, rows)
    for area in payroll.merged():
        page.merge_cells(area)
    page['A1'].font = Font(name='微软雅黑', size=16, bold=True)
    page['A1'].alignment = Alignment(horizontal='center')
    for cell in page[payroll.HEADER_ROW]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill('solid', fgColor='FFDDEBF7')
    for row in range(payroll.FIRST_ROW, TOTAL_ROW + 1):
        for column in AMOUNTS:
            page.cell(row, column).number_format = '#,##0.00'
        for column in DATES:
            page.cell(row, column).number_format = 'yyyy"年"m"月"d"日"' if row % 2 else 'yyyy/m/d'
    page.column_dimensions['C'].width = 12
    page.column_dimensions['E'].width = 22
    return page


def bonus_book(rows=None):
    workbook = Workbook()
    workbook.remove(workbook.active)
    return workbook, bonus_page(workbook, rows or payroll.table())
