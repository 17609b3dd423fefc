# What separates the cells and lines of a table, and what stands around it.

from lines import GOOD, TITLES, changed, pays, put, records, rows_of, stops, written


def separators():
    excel = '\ufeff' + written(rows_of(), '\t')
    pays(
        'unicode-text.txt',
        excel,
        'as Excel saves "Unicode text": UTF-16 with tabs',
        written_in='utf-16-le',
        read_as='utf-16le',
    )
    pays('tabs.tsv', written(GOOD, '\t'), 'tabs in a file that says so')
    stops('semicolons.csv', written(GOOD, ';'), 'semicolons between the cells')
    stops('tabs.csv', written(GOOD, '\t'), 'tabs between the cells of a file that is named CSV')
    stops('fullwidth-commas.csv', written(GOOD, '，'), 'full-width commas between the cells')
    pays('cr.csv', written(GOOD, end='\r'), 'CR alone ends the lines, as on old Macs')
    pays('lf.csv', written(GOOD, end='\n'), 'LF alone ends the lines')
    mixed = written(GOOD[:2], end='\r\n') + written(GOOD[2:3], end='\n') + written(GOOD[3:], end='\r')
    pays('mixed-ends.csv', mixed, 'three ways to end a line in one file')
    pays('no-last-end.csv', written(GOOD).rstrip(), 'the last line has no end')
    gaps = (
        written([GOOD[0]]) + '\r\n' + written(GOOD[1:3]) + ',' * 13 + '\r\n' + written(GOOD[3:]) + '\r\n\r\n'
    )
    found = [[row, record] for (_, record), row in zip(records(), [3, 4, 6, 7])]
    put(
        'blank-lines.csv',
        gaps,
        'records',
        'blank lines, and lines of nothing but commas',
        encoding='utf-8',
        header_row=1,
        records=found,
    )
    notes = changed(备注=['第一行\n第二行', '他说“好”', '甲,乙', '"引号"'])
    pays('quoted.csv', written(rows_of(notes)), 'line ends, commas and quotes inside cells', notes)
    every = ''.join(','.join(f'"{cell}"' for cell in row) + '\r\n' for row in GOOD)
    pays('all-quoted.csv', every, 'every cell is quoted')
    stops(
        'quote-never-closed.csv',
        written(GOOD).replace('质量改进', '"质量改进'),
        'a quote that is never closed',
    )


def around():
    """What stands above and below the records. Excel fills every row up with commas."""
    width = len(TITLES)
    full = lambda *cells: [*cells, *[''] * (width - len(cells))]
    total = full('合计', '', '', '', '', '23,906.86', '', '', '23,906.86')
    above = [full('2026年11月项目奖金发放表'), full('填表说明：金额单位为元')]
    below = [total, full(''), full('制表人：沈月', '', '审核人：顾明')]
    sheet = [*above, *GOOD, *below]
    pays(
        'title-and-total.csv',
        written(sheet),
        'a title and notes above the header, a total and a name below',
        first_row=4,
        passed_over=[10],
    )
    wrong = [*above, *GOOD, [cell.replace('23,906.86', '23,906.96') for cell in total]]
    stops('total-wrong.csv', written(wrong), 'the total does not agree with the records')
    middle = [*GOOD[:3], full('小计', '', '', '', '', '3234.50'), *GOOD[3:]]
    stops('subtotal.csv', written(middle), 'a subtotal stands among the records')
    stops('no-header.csv', written([full('2026年11月项目奖金发放表'), *GOOD[1:]]), 'no row has titles')
    stops('header-only.csv', written(GOOD[:1]), 'a header and no record')


separators()
around()
