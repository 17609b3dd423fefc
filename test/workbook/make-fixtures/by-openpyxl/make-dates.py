# Dates in the formats that people choose, beside numbers whose formats only look like those of dates.

from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

import payroll
from drawn import save
from fixture import sheet

DATE_FORMATS = [
    'yyyy-mm-dd',
    'yyyy/m/d',
    'yyyy"年"m"月"d"日"',
    'm"月"d"日"',
    'mm-dd-yy',
    'd-mmm-yy',
    'dd/mm/yyyy',
    'mmm-yy',
    '[$-804]yyyy"年"m"月"d"日";@',
    '[$-F800]dddd, mmmm dd, yyyy',
    'yyyy\\-mm\\-dd',
    '[DBNum1][$-804]yyyy"年"m"月"',
    '[Red]yyyy-mm-dd',
    'YYYY-MM-DD',
]


NOT_DATES = [
    '0.00',
    '#,##0.00',
    '"￥"#,##0.00',
    '[Red]#,##0.00',
    '0.00" days"',
    '#,##0.00"元/月"',
    '#,##0.00\\d',
    '0.00_d',
    '[$￥-804]#,##0.00',
    '_ "￥"* #,##0.00_ ;_ "￥"* -#,##0.00_ ;_ "￥"* "-"??_ ;_ @_ ',
]


#: They show a unit, so a person sees another value.
UNITS = ['0.00" days"', '#,##0.00"元/月"', '#,##0.00\\d']


def dates():
    for name, epoch, why in [
        ('dates-openpyxl.xlsx', None, 'days count from 1900'),
        ('dates-1904-openpyxl.xlsx', CALENDAR_MAC_1904, 'days count from 1904, as in old workbooks of Macs'),
    ]:
        workbook = Workbook()
        if epoch:
            workbook.epoch = epoch
        page = workbook.active
        page.title = '日期'
        rows = [[format, payroll.PAID_ON, date(1999, 12, 31)] for format in DATE_FORMATS]
        rows.append(
            ['yyyy-mm-dd hh:mm:ss', datetime(2026, 12, 10, 9, 30), datetime(2026, 12, 10, 23, 59, 59)]
        )
        rows.append(['yyyy/m/d h:mm', datetime(2026, 12, 10, 9, 30), datetime(2026, 12, 10)])
        rows += [[format, 46366, 1234.5] for format in NOT_DATES]
        marks = {}
        for row, (format, *values) in enumerate(rows, 1):
            if format in UNITS:
                marks |= {f'B{row}': 'scaled', f'C{row}': 'scaled'}
            page.cell(row, 1, format).number_format = '@'
            for column, value in enumerate(values, 2):
                page.cell(row, column, value).number_format = format
        save(name, workbook, why=why, sheets=[sheet('日期', rows, marks=marks)])


dates()
