# Titles as people change them.

from lines import GOOD, TITLES, pays, rows_of, stops, written


def titles():
    starred = [
        '唯一标识*',
        '姓名',
        '员工 ID',
        '薪酬项ＩＤ',
        '币种id',
        '总金额（元）',
        '绑定期',
        '发放次数',
        '发放金额(元)*',
        '发放状态（必填）',
        '发放方式',
        '发放日期(yyyy-mm-dd)',
        ' 申请发放日期 ',
        '备注（选填）',
    ]
    pays(
        'titles.csv',
        written(rows_of(header=starred)),
        'titles with stars, brackets, blanks, full-width letters',
    )
    more = [
        [*row[:2], *extra, *row[2:]]
        for row, extra in zip(GOOD, [('序号', '部门', '岗位'), *(('1', '研发', '工程师'),) * 4])
    ]
    pays(
        'more-columns.csv',
        written(more),
        'columns that stand beside pay: 序号, 部门, 岗位',
        columns_passed_over=['序号', '部门', '岗位'],
    )
    order = list(reversed(range(len(TITLES))))
    pays(
        'other-order.csv', written([[row[n] for n in order] for row in GOOD]), 'the columns in another order'
    )
    for name, title, why in [
        ('title-twice', '总金额', 'two columns have one title'),
        ('title-of-one-field', 'total_amount', 'two columns have different titles of one field'),
        ('paid-out', '实发金额', 'a column of what is paid out, which no field of a payment is'),
        ('misspelt-title', '发放日其', 'a title that is nearly 发放日期'),
        ('ten-thousands', '总金额（万元）', 'amounts in units of 10,000'),
    ]:
        rows = [[*row, cell] for row, cell in zip(GOOD, [title, *['1'] * 4])]
        if name == 'ten-thousands':
            rows = rows_of(header=[title if each == '总金额' else each for each in TITLES])
        stops(f'{name}.csv', written(rows), why)


titles()
