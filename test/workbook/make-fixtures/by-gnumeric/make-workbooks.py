# Workbooks by gnumeric's ssconvert: from those of openpyxl and XlsxWriter, which must stand there already.

import json
import subprocess

from fixture import OUT, expect
from verdicts import bonus_sheet, pays

XLSX, XLS = 'Gnumeric_Excel:xlsx', 'Gnumeric_Excel:excel_biff8'


def convert(source, name, type=XLSX, *flags):
    command = ['ssconvert', *flags, f'--export-type={type}', OUT / source, OUT / name]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def main():
    convert('bonus-openpyxl-never-calculated.xlsx', 'bonus-gnumeric.xlsx', XLSX, '--recalc')
    expect(
        'bonus-gnumeric.xlsx',
        by='gnumeric',
        **{'from': 'openpyxl'},
        why='the table of openpyxl, opened and saved: gnumeric has calculated the formulas',
        sheets=[bonus_sheet()],
        table=pays(),
    )
    for name, source in [
        ('dates', 'openpyxl'),
        ('dates-1904', 'openpyxl'),
        ('hidden-rows', 'openpyxl'),
        ('numbers', 'xlsxwriter'),
        ('texts', 'xlsxwriter'),
        ('errors', 'xlsxwriter'),
    ]:
        convert(f'{name}-{source}.xlsx', f'{name}-gnumeric.xlsx')
        expect(
            f'{name}-gnumeric.xlsx',
            **{**expected_of(f'{name}-{source}.xlsx'), 'by': 'gnumeric', 'from': source},
        )

    convert('filtered-openpyxl.xlsx', 'filtered-gnumeric.xlsx')
    filtered = expected_of('filtered-openpyxl.xlsx')
    # gnumeric keeps the hidden rows, and forgets by what was filtered.
    filtered['sheets'][0]['filtered'] = False
    expect('filtered-gnumeric.xlsx', **{**filtered, 'by': 'gnumeric', 'from': 'openpyxl'})

    (OUT / 'refused').mkdir(exist_ok=True)
    convert('bonus-openpyxl.xlsx', 'refused/xls-gnumeric.xlsx', XLS)
    expect(
        'refused/xls-gnumeric.xlsx',
        by='gnumeric',
        **{'from': 'openpyxl'},
        why='the format of Excel 97, by another writer',
        refused='workbook.old_workbook',
    )


def expected_of(name):
    return json.loads((OUT / f'{name}.json').read_text(encoding='utf-8'))


main()
