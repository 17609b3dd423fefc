# CSV as LibreOffice exports it from the workbook of openpyxl, which must stand there already: it writes what the sheet shows.

import payroll
from fixture import OUT, expect, text
from office import CSV, desktop, opened, store
from verdicts import TOTAL_ROW

COMMA, SEMICOLON, TAB = 44, 59, 9
#: LibreOffice's numbers of encodings.
UTF_8, GBK, BIG5, GB18030, UTF_16 = 76, 67, 68, 85, 65535

SHOWN = ['2000.00', '1234.50', '888.88', '19783.48', '0.10']
READ = [{**cells, '总金额': amount, '发放金额': amount} for cells, amount in zip(payroll.BONUSES, SHOWN)]
#: As far as GBK can hold it.
LOST = [
    {**cells, '姓名': cells['姓名'].replace('𠮷', '?'), '备注': cells['备注'].replace('🎉', '?')}
    for cells in READ
]


def pays(encoding, bonuses=READ, **other):
    return {
        'verdict': 'records',
        'encoding': encoding,
        'header_row': payroll.HEADER_ROW,
        'passed_over': [TOTAL_ROW + 2],
        **other,
        'records': payroll.records(text, bonuses),
    }


FILES = [
    ('utf-8.csv', COMMA, UTF_8, 'UTF-8', pays('utf-8')),
    ('gb18030.csv', COMMA, GB18030, 'GB18030', pays('gb18030')),
    ('utf-16.csv', COMMA, UTF_16, 'UTF-16 with a mark', pays('utf-16le')),
    (
        'gbk.csv',
        COMMA,
        GBK,
        'GBK, with ? for two characters that it does not have',
        pays('gb18030', LOST, warns=['lost_characters']),
    ),
    ('tabs.txt', TAB, UTF_16, 'UTF-16 with a mark, and tabs', pays('utf-16le')),
    ('semicolons.csv', SEMICOLON, UTF_8, 'semicolons between the cells', {'verdict': 'stops'}),
    ('big5.csv', COMMA, BIG5, 'Big5, with ? for every simplified character', {'verdict': 'stops'}),
]


def main():
    (OUT / 'csv').mkdir(exist_ok=True)
    with desktop() as desk, opened(desk, OUT / 'bonus-openpyxl-never-calculated.xlsx') as document:
        for name, separator, encoding, why, verdict in FILES:
            store(document, OUT / f'csv/libreoffice-{name}', CSV, f'{separator},34,{encoding},1')
            about = {'by': 'libreoffice', 'from': 'openpyxl', 'why': why, 'folder': payroll.FOLDER}
            expect(f'csv/libreoffice-{name}', **about, **verdict)


main()
