# Bonus tables with filters, charts, totals of Excel's own kind, and macros.

import io

import cfb
import payroll
from drawn import bonus_page, save
from fixture import sheet
from verdicts import (
    AMOUNTS,
    DATES,
    SHEET,
    TOTAL_ROW,
    bonus_sheet,
    pays,
)


def views():
    def filtered(workbook):
        page = bonus_page(workbook, payroll.table())
        page.autofilter(f'A4:O{TOTAL_ROW - 1}')
        page.filter_column('L', 'x == 随工资发放')
        for row in gone:
            page.set_row(row - 1, options={'hidden': True})

    way = lambda cells: cells['发放方式']
    gone = [row for row, cells in enumerate(payroll.BONUSES, payroll.FIRST_ROW) if way(cells) != '随工资发放']
    save(
        'filtered-xlsxwriter.xlsx',
        filtered,
        why='a filter shows only what is paid with the salary',
        sheets=[bonus_sheet(hidden=gone, filtered=True)],
        table=pays(looks=['hidden_rows']),
    )

    def unfiltered(workbook):
        bonus_page(workbook, payroll.table()).autofilter(f'A4:O{TOTAL_ROW - 1}')

    save(
        'filter-buttons-xlsxwriter.xlsx',
        unfiltered,
        why='the header has the buttons of a filter, and nothing is filtered',
        sheets=[bonus_sheet()],
        table=pays(),
    )

    def chart_first(workbook):
        chart_sheet = workbook.add_chartsheet('图表')
        bonus_page(workbook, payroll.table())
        chart = workbook.add_chart({'type': 'column'})
        chart.add_series({'categories': f'={SHEET}!$B$5:$B$9', 'values': f'={SHEET}!$G$5:$G$9'})
        chart_sheet.set_chart(chart)
        chart_sheet.activate()

    save(
        'chart-sheet-first-xlsxwriter.xlsx',
        chart_first,
        why='a sheet that is nothing but a chart stands before the table',
        sheets=[bonus_sheet()],
        table=pays(),
    )

    def listed(workbook):
        page = workbook.add_worksheet(SHEET)
        rows = [[cells[title] for title in payroll.HEADER] for cells in payroll.BONUSES]
        text, amount, day = (
            workbook.add_format({'num_format': format}) for format in ('@', '#,##0.00', 'yyyy/m/d')
        )
        formats = {**dict.fromkeys(AMOUNTS, amount), **dict.fromkeys(DATES, day)}
        columns = [
            {'header': title, 'format': formats.get(n, text)} for n, title in enumerate(payroll.HEADER, 1)
        ]
        columns[0]['total_string'] = '合计'
        for column in AMOUNTS:
            columns[column - 1].update(total_function='sum', total_value=payroll.TOTAL)
        page.add_table(
            f'A1:O{len(rows) + 2}', {'data': rows, 'columns': columns, 'total_row': True, 'name': '奖金表'}
        )
        workbook.set_calc_mode('manual')

    rows = [payroll.HEADER, *payroll.table()[4:9], payroll.total_row(payroll.TOTAL)]
    records = [[row - payroll.FIRST_ROW + 2, record] for row, record in pays()['records']]
    save(
        'table-with-totals-xlsxwriter.xlsx',
        listed,
        why="Excel's own kind of table, with its row of totals",
        sheets=[sheet(SHEET, rows)],
        table={**pays(), 'header_row': 1, 'records': records},
    )


def macros():
    save(
        'macros-xlsxwriter.xlsm',
        macro,
        why='a workbook with macros',
        sheets=[bonus_sheet()],
        table=pays(),
    )


def macro(workbook):
    workbook.add_vba_project(io.BytesIO(vba_project()), is_stream=True)
    bonus_page(workbook, payroll.table())


def vba_project():
    """A compound file with the names of a macro project's streams; it holds no code."""
    return cfb.compound_file(
        {'PROJECT': b'ID="{00000000-0000-0000-0000-000000000000}"\r\n', 'dir': bytes(64)}
    )


views()
macros()
