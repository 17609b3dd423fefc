# Values as people and programs write them.

import payroll
from lines import (
    BONUSES,
    GOOD,
    amounts,
    changed,
    pays,
    put,
    records,
    rows_of,
    stops,
    written,
)


def values():
    ids = changed(薪酬项ID=f'\t{payroll.PROJECT_BONUS}', 币种ID=f'{payroll.CNY}\t')
    pays(
        'tab-beside-ids.csv',
        written(rows_of(ids)),
        'a tab before or behind long ids, so that Excel leaves them alone',
        BONUSES,
    )

    lost = changed(
        薪酬项ID=[payroll.PROJECT_BONUS, '7.41104E+18', payroll.PROJECT_BONUS, payroll.PROJECT_BONUS]
    )
    rejects('exponent.csv', lost, {3: ['item_id']}, 'an id that Excel took for a number')
    zeros = changed(薪酬项ID='7411039006180310000')
    stops(
        'zeroed-ids.csv',
        written(rows_of(zeros)),
        'every long id of a column ends in zeros behind its 15th digit',
    )
    guarded = written(GOOD).replace(payroll.PROJECT_BONUS, f'="{payroll.PROJECT_BONUS}"')
    stops(
        'formula-around-ids.csv',
        guarded,
        'ids as formulas, so that Excel leaves them alone: a quote inside a cell',
    )

    shown = amounts(['2,000.00', '1,234.50', '888.88', '１９７８３．４８'])
    plain = amounts(['2000.00', '1234.50', '888.88', '19783.48'])
    pays('amounts.csv', written(rows_of(shown)), 'amounts as people write them', plain)
    bad = [
        '1.234,50',
        '(500)',
        '500-',
        '12%',
        '1.2万',
        '$100',
        '1E3',
        '12,34.50',
        '1 234.50',
        '1234.5元',
        '一千',
    ]
    many = [payroll.bonus(n, f'员工{n}', amount, '') for n, amount in enumerate(bad, 1)]
    fields = ['total_amount', 'details.1.issuance_amount']
    rejects(
        'amounts-bad.csv',
        many,
        {row: fields for row in range(2, 2 + len(bad))},
        'amounts with two readings, or none',
    )

    days = ['2026-12-10', '2026/12/10', '2026.12.10', '2026年12月10日']
    pays(
        'dates.csv',
        written(rows_of(changed(发放日期=days, 申请发放日期='20261120'))),
        'dates as people write them',
    )
    short = changed(发放日期=['2027/1/5', '2027.1.5', '2027年1月5日', '2027-01-05'])
    pays(
        'dates-short.csv',
        written(rows_of(short)),
        'months and days without zeros',
        changed(发放日期='2027-01-05'),
    )
    bad = [
        '26/12/10',
        '46366',
        '10/12/2026',
        '2026-02-30',
        '2026-13-01',
        '12月10日',
        '2026/12',
        '2026-12-10 25:00',
    ]
    many = [payroll.bonus(n, f'员工{n}', 100, '', 发放日期=day) for n, day in enumerate(bad, 1)]
    wrong = {row: ['details.1.issuance_time'] for row in range(2, 2 + len(bad))}
    rejects('dates-bad.csv', many, wrong, 'dates with two readings, or that no calendar has')

    labels = changed(
        发放状态=['应发放', 'to_be_issued', '不发放', '已发放'],
        发放方式=['随工资发放', 'with_cash', '现金发放', '微信转账'],
    )
    bad_labels = {5: ['details.1.issuance_status', 'details.1.issuance_way']}
    known = {'to_be_issued': '应发放', 'with_cash': '现金发放'}
    meant = [
        {**cells, **{t: known.get(cells[t], cells[t]) for t in ('发放状态', '发放方式')}} for cells in labels
    ]
    rejects(
        'labels.csv',
        labels,
        bad_labels,
        'values by their labels and by their codes; the last row has labels that nobody knows',
        meant,
    )

    twice = changed(唯一标识=['b-1', 'b-2', 'b-1', 'b-3'])
    rejects('key-twice.csv', twice, {4: ['unique_id']}, 'one key stands there twice, with different amounts')
    formula = changed(备注=['=1+1', '+86', '-', '@某人'])
    pays(
        'like-formulas.csv',
        written(rows_of(formula)),
        'remarks that look like formulas stay what they are',
        formula,
    )


def rejects(name, bonuses, rejected, why, meant=None):
    """`rejected`: the fields at fault by row. `meant`: the bonuses as they are to be read."""
    kept = [[row, record] for row, record in records_of(meant or bonuses, rejected)]
    faults = [[row, fields] for row, fields in rejected.items()]
    put(
        name,
        written(rows_of(bonuses)),
        'rejects',
        why,
        encoding='utf-8',
        header_row=1,
        rejected=faults,
        records=kept,
    )


def records_of(bonuses, rejected):
    for row, cells in enumerate(bonuses, 2):
        if row not in rejected:
            yield records([cells], row)[0]


values()
