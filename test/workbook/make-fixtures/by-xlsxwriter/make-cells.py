# Cells of every kind.

from datetime import date, datetime

from drawn import save
from fixture import sheet


def dates():
    def fill(workbook):
        page = workbook.add_worksheet('日期')
        day, moment = (
            workbook.add_format({'num_format': format}) for format in ('yyyy/m/d', 'yyyy-mm-dd hh:mm')
        )
        page.write_datetime('A1', date(2026, 12, 10), day)
        page.write_datetime('B1', datetime(2026, 12, 10, 9, 30), moment)
        page.write_datetime('A2', date(1999, 12, 31), day)

    rows = [[date(2026, 12, 10), datetime(2026, 12, 10, 9, 30)], [date(1999, 12, 31)]]
    why = 'days count from 1904, as in old workbooks of Macs'
    save('dates-1904-xlsxwriter.xlsx', fill, {'date_1904': True}, why=why, sheets=[sheet('日期', rows)])


def cells():
    # Beside each number the mark that it gets in a column of amounts with two decimals; a long one gets it everywhere.
    marked = [
        (0, None),
        (-0.5, None),
        (0.1 + 0.2, None),
        (19783.48, None),
        (17783.48 + 2000, None),
        (1 / 3, 'decimals'),
        (1e-7, 'decimals'),
        (123456789012345, None),
        (1e15, 'digits'),
        (1e21, 'digits'),
        (999999999.99, None),
        (True, None),
        (False, None),
    ]
    numbers = [number for number, _ in marked]
    marks = {f'B{row}': mark for row, (_, mark) in enumerate(marked, 1) if mark}
    marks |= {f'A{row}': mark for row, (_, mark) in enumerate(marked, 1) if mark == 'digits'}

    def fill_numbers(workbook):
        page = workbook.add_worksheet('数字')
        money = workbook.add_format({'num_format': '"￥"#,##0.00'})
        for row, number in enumerate(numbers):
            write = page.write_boolean if isinstance(number, bool) else page.write_number
            write(row, 0, number)
            write(row, 1, number, money)

    save(
        'numbers-xlsxwriter.xlsx',
        fill_numbers,
        why='numbers that have more digits in the file than a person has typed, or an exponent',
        sheets=[sheet('数字', [[number, number] for number in numbers], marks=marks)],
    )

    texts = [
        '  前后有空格  ',
        '第一行\n第二行',
        '\t制表符',
        '=1+1',
        "'007",
        '0012345',
        '<&>"',
        'é',
        '𠮷',
        '🎉',
        '_x000D_',
        '#N/A',
        'TRUE',
        '1E5',
    ]

    def fill_texts(workbook):
        page = workbook.add_worksheet('文本')
        bold, red = workbook.add_format({'bold': True}), workbook.add_format({'font_color': 'red'})
        for row, value in enumerate(texts):
            page.write_string(row, 0, value)
        page.write_rich_string(len(texts), 0, '张', bold, '伟', red, '（已离职） ')

    save(
        'texts-xlsxwriter.xlsx',
        fill_texts,
        why='blanks at the ends, line ends, what looks like a formula, a number or an error, and a text in several fonts',
        sheets=[sheet('文本', [*([value] for value in texts), ['张伟（已离职） ']])],
    )

    errors = ['#N/A', '#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!']

    def fill_errors(workbook):
        page = workbook.add_worksheet('错误')
        for row, error in enumerate(errors):
            page.write_formula(row, 0, '=VLOOKUP(B1,C:D,2,0)', None, error)
        page.write_formula(len(errors), 0, '="文"&"本"', None, '文本')
        page.write_formula(len(errors) + 1, 0, '=1=1', None, True)
        workbook.set_calc_mode('manual')

    save(
        'errors-xlsxwriter.xlsx',
        fill_errors,
        why='every error that Excel stores as a result, and results that are text and true',
        sheets=[
            sheet(
                '错误',
                [*([error] for error in errors), ['文本'], [True]],
                marks={f'A{row}': 'error' for row in range(1, len(errors) + 1)},
            ),
        ],
    )


dates()
cells()
