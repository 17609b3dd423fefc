# Workbooks by LibreOffice: opened from those of openpyxl, which must stand there already, or from CSV.

import csv
import json
import tempfile
from pathlib import Path

import payroll
from fixture import OUT, expect, sheet, text
from office import CSV, desktop, opened, options, store
from verdicts import IDS_LOST, SHEET, bonus_sheet, pays, rejects_ids, with_ids_as_numbers

NEVER_CALCULATED = OUT / 'bonus-openpyxl-never-calculated.xlsx'

#: For LibreOffice's import of CSV: separator, quote, UTF-8, first row; then 2 for a column of text.
AS_TEXT = '44,34,76,1,' + '/'.join(
    f'{n}/2' for n, title in enumerate(payroll.HEADER, 1) if 'ID' in title or title == '唯一标识'
)
AS_GUESSED = '44,34,76,1,'


def expected_of(name):
    return json.loads((OUT / f'{name}.json').read_text(encoding='utf-8'))


def converted(desk):
    with opened(desk, NEVER_CALCULATED) as document:
        store(document, OUT / 'bonus-libreoffice.xlsx')
        store(document, OUT / 'macros-libreoffice.xlsm', 'Calc MS Excel 2007 VBA XML')
        store(document, OUT / 'refused/password-libreoffice.xlsx', password='geheim')
        store(document, OUT / 'refused/xls-libreoffice.xlsx', 'MS Excel 97')
        store(document, OUT / 'refused/ods-libreoffice.xlsx', 'calc8')
        store(document, OUT / 'refused/html-libreoffice.xlsx', 'HTML (StarCalc)')
    from_openpyxl = {'by': 'libreoffice', 'from': 'openpyxl'}
    expect(
        'bonus-libreoffice.xlsx',
        **from_openpyxl,
        why='the table of openpyxl, opened and saved: LibreOffice has calculated the formulas',
        sheets=[bonus_sheet()],
        table=pays(),
    )
    expect(
        'macros-libreoffice.xlsm',
        **from_openpyxl,
        why='saved in the format for macros, with none in it',
        sheets=[bonus_sheet()],
        table=pays(),
    )
    for kind, why, refused in [
        ('password', 'protected by a password (geheim)', 'workbook.password'),
        ('xls', 'the format of Excel 97', 'workbook.old_workbook'),
        ('ods', 'an OpenDocument spreadsheet', 'workbook.ods'),
        ('html', 'a table as a web page, named .xlsx as exports of old systems are', 'workbook.web_page'),
    ]:
        expect(f'refused/{kind}-libreoffice.xlsx', **from_openpyxl, why=why, refused=refused)

    for name in (
        'dates',
        'dates-1904',
        'filtered',
        'hidden-rows',
        'hidden-columns',
        'hidden-sheet-first',
        'merged-in-data',
        'furnished',
    ):
        with opened(desk, OUT / f'{name}-openpyxl.xlsx') as document:
            store(document, OUT / f'{name}-libreoffice.xlsx')
        expect(f'{name}-libreoffice.xlsx', **{**expected_of(f'{name}-openpyxl.xlsx'), **from_openpyxl})


def from_csv(desk):
    rows = payroll.table()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'bonus.csv'
        with path.open('w', encoding='utf-8', newline='') as file:
            csv.writer(file).writerows([[text(value) for value in row] for row in rows])
        for name, import_options, values, marks, table, why in [
            (
                'bonus-libreoffice-from-csv',
                AS_TEXT,
                rows,
                {},
                pays(),
                'a CSV file whose id columns were opened as text',
            ),
            (
                'bonus-libreoffice-from-csv-ids-lost',
                AS_GUESSED,
                payroll.table(with_ids_as_numbers()),
                IDS_LOST,
                rejects_ids(),
                'a CSV file that was opened as it is and saved: its ids have become numbers',
            ),
        ]:
            with opened(desk, path, CSV, import_options) as document:
                document.Sheets.getByIndex(0).Name = SHEET
                store(document, OUT / f'{name}.xlsx')
            expect(
                f'{name}.xlsx',
                by='libreoffice',
                why=why,
                sheets=[bonus_sheet(values, merged=[], marks=marks)],
                table=table,
            )


def formulas(desk):
    """Formulas with the result that LibreOffice gives them."""
    cells = [
        ('=1/0', '#DIV/0!', 'error'),
        ('=NA()', '#N/A', 'error'),
        ('=VLOOKUP("x";A1:B2;2;0)', '#N/A', 'error'),
        ('="张"&"伟"', '张伟', None),
        ('=""', '', None),
        ('=1=1', True, None),
        ('=0.1+0.2', 0.3, None),
        ('=1000*1.1^3', 1331, None),
        ('=2^60', 2**60, 'digits'),
        ('=ROUND(1234.567;2)', 1234.57, None),
        ('=-1/3', -1 / 3, None),
    ]
    document = desk.loadComponentFromURL('private:factory/scalc', '_blank', 0, options(Hidden=True))
    page = document.Sheets.getByIndex(0)
    page.Name = '公式'
    for row, (formula, _, _) in enumerate(cells):
        page.getCellByPosition(0, row).Formula = formula
    store(document, OUT / 'formulas-libreoffice.xlsx')
    store(document, OUT / 'refused/fods-libreoffice.xlsx', 'OpenDocument Spreadsheet Flat XML')
    document.close(True)
    marks = {f'A{row}': mark for row, (_, _, mark) in enumerate(cells, 1) if mark}
    expect(
        'formulas-libreoffice.xlsx',
        by='libreoffice',
        why='results of formulas: errors, text, empty text, true, numbers of 15 digits',
        sheets=[sheet('公式', [[result] for _, result, _ in cells], marks=marks)],
    )
    expect(
        'refused/fods-libreoffice.xlsx',
        by='libreoffice',
        why='an OpenDocument spreadsheet, all in one XML document',
        refused='workbook.ods',
    )


def main():
    (OUT / 'refused').mkdir(parents=True, exist_ok=True)
    with desktop() as desk:
        converted(desk)
        from_csv(desk)
        formulas(desk)


main()
