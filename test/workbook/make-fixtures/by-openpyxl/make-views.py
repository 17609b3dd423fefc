# Bonus tables of which a person sees only a part, or more than the table.

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import payroll
from drawn import bonus_book, bonus_page, put, save
from fixture import sheet
from verdicts import (
    SHEET,
    TOTAL_ROW,
    bonus_sheet,
    pays,
    stops,
)


def hidden():
    workbook, page = bonus_book()
    page.row_dimensions[6].hidden = True
    page.row_dimensions.group(8, 9, hidden=True)
    save(
        'hidden-rows-openpyxl.xlsx',
        workbook,
        why='row 6 is hidden, rows 8 and 9 are a group that is closed',
        sheets=[bonus_sheet(hidden=[6, 8, 9])],
        table=pays(looks=['hidden_rows']),
    )

    workbook, page = bonus_book()
    way = payroll.HEADER.index('发放方式')
    page.auto_filter.ref = f'A{payroll.HEADER_ROW}:{payroll.letter(payroll.COLUMNS)}{TOTAL_ROW - 1}'
    page.auto_filter.add_filter_column(way, ['随工资发放'])
    gone = [
        row
        for row, cells in enumerate(payroll.BONUSES, payroll.FIRST_ROW)
        if cells['发放方式'] != '随工资发放'
    ]
    for row in gone:
        page.row_dimensions[row].hidden = True
    save(
        'filtered-openpyxl.xlsx',
        workbook,
        why='a filter shows only what is paid with the salary',
        sheets=[bonus_sheet(hidden=gone, filtered=True)],
        table=pays(looks=['hidden_rows']),
    )

    workbook, page = bonus_book()
    for column in ('G', 'M'):
        page.column_dimensions[column].hidden = True
    save(
        'hidden-columns-openpyxl.xlsx',
        workbook,
        why='the columns of the total and of the date are hidden',
        sheets=[bonus_sheet(hidden_columns=['G', 'M'])],
        table=pays(looks=['hidden_rows']),
    )


def pages():
    old = payroll.table()[: payroll.FIRST_ROW]
    notes = [['填写说明'], ['1. 每人一行'], ['2. 金额保留两位小数']]

    workbook = Workbook()
    workbook.active.title = '上月'
    put(workbook.active, old)
    workbook.active.sheet_state = 'hidden'
    bonus_page(workbook, payroll.table())
    workbook.active = 1
    codes = workbook.create_sheet('代码')
    put(codes, [['应发放'], ['不发放']])
    codes.sheet_state = 'veryHidden'
    hidden_first = {'name': '上月', 'visible': False}
    save(
        'hidden-sheet-first-openpyxl.xlsx',
        workbook,
        why='a hidden sheet stands before the visible one, and one behind it that only a macro can show',
        sheets=[hidden_first, bonus_sheet(), {'name': '代码', 'visible': False}],
        table=pays(sheet=SHEET),
    )

    workbook = Workbook()
    workbook.active.title = '说明'
    put(workbook.active, notes)
    bonus_page(workbook, payroll.table())
    save(
        'notes-sheet-first-openpyxl.xlsx',
        workbook,
        why='a visible sheet without a header stands before the one that has it',
        sheets=[sheet('说明', notes), bonus_sheet()],
        table=pays(sheet=SHEET),
    )

    workbook, _ = bonus_book()
    bonus_page(workbook, payroll.table(), '奖金 (2)')
    save(
        'two-headers-openpyxl.xlsx',
        workbook,
        why='a visible copy of the sheet was left in the workbook: all would be paid twice',
        sheets=[bonus_sheet(), bonus_sheet(name='奖金 (2)')],
        table=stops('two visible sheets have a header'),
    )


def merged_in_data():
    workbook, page = bonus_book()
    column = payroll.letter(payroll.HEADER.index('发放日期') + 1)
    area = f'{column}{payroll.FIRST_ROW}:{column}{TOTAL_ROW - 1}'
    page.merge_cells(area)
    rows = payroll.table()
    for row in rows[payroll.FIRST_ROW : TOTAL_ROW - 1]:
        row[payroll.HEADER.index('发放日期')] = None
    save(
        'merged-in-data-openpyxl.xlsx',
        workbook,
        why='one date is merged over all records: only the first of them has it',
        sheets=[bonus_sheet(rows, merged=[*payroll.merged(), area])],
        table=stops('cells of the records are merged'),
    )


def furnished():
    workbook, page = bonus_book()
    page.freeze_panes = f'D{payroll.FIRST_ROW}'
    lists = workbook.create_sheet('选项')
    put(lists, [['应发放', '随工资发放'], ['不发放', '现金发放'], [None, '随年终奖发放']])
    lists.sheet_state = 'hidden'
    for title, source in (('发放状态', '选项!$A$1:$A$2'), ('发放方式', '选项!$B$1:$B$3')):
        choice = DataValidation('list', formula1=source, allow_blank=True, showErrorMessage=True)
        column = payroll.letter(payroll.HEADER.index(title) + 1)
        choice.add(f'{column}{payroll.FIRST_ROW}:{column}1048576')
        page.add_data_validation(choice)
    page['G4'].comment = Comment('税前金额，单位：元', '沈月')
    page.conditional_formatting.add(
        'G5:G9', CellIsRule('greaterThan', ['10000'], fill=PatternFill(bgColor='FFFFC7CE'))
    )
    page['O5'].hyperlink = 'https://example.com/project'
    page.print_title_rows = '4:4'
    page.print_area = f'A1:O{TOTAL_ROW + 2}'
    page.protection.sheet = True
    names = workbook.defined_names
    # Version 3.1 has a dictionary with `add` in place of the list.
    add = names.append if hasattr(names, 'append') else names.add
    add(DefinedName('发放合计', attr_text=f'{SHEET}!$G${TOTAL_ROW}'))
    save(
        'furnished-openpyxl.xlsx',
        workbook,
        why='frozen panes, drop-downs, a note, a conditional format, a link, print titles, a protected sheet, a name',
        sheets=[bonus_sheet(), {'name': '选项', 'visible': False}],
        names={'发放合计': f'{SHEET}!$G${TOTAL_ROW}'},
        table=pays(sheet=SHEET),
    )


hidden()
pages()
merged_in_data()
furnished()
