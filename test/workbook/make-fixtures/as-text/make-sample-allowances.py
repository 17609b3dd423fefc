# A file that `npm start` carries: CSV in GB18030, in Chinese. Of one allowance the end lies before the start.

import re
from datetime import date

import payroll
from fixture import SAMPLES, expect, text
from lines import written

USERS = 'user_id_type=user_id'
HOUSING = '7411039006180312630'
HEADER = [
    '唯一标识',
    '姓名',
    '员工ID',
    '薪酬项ID',
    '每次发放金额',
    '币种ID',
    '发放开始日期',
    '发放结束日期',
    '发放方式',
    '发放频率',
    '备注',
]
PERIODS = {'月': 'month'}
ALLOWANCES = [
    ('曹颖', 'e00023', '1,500.00', '2027/1/1', '2027/12/31', '随工资发放', '月', '住房补贴'),
    ('彭浩', 'e00024', '1,800.00', '2027/1/1', '2027/12/31', '随工资发放', '月', '住房补贴'),
    ('曾琳', 'e00025', '1500', '2027/1/1', '2027/6/30', '现金发放', '月', '住房补贴（过渡期）'),
    ('萧亮', 'e00026', '1,500.00', '2027/1/1', '2026/12/31', '随工资发放', '月', '住房补贴'),
    ('田甜', 'e00027', '１６５０', '2027-01-01', '2027-12-31', '随工资发放', '月', '住房补贴'),
    ('董洁', 'e00028', '2,000.00', '2027年1月1日', '2027年12月31日', '随工资发放', '月', '住房补贴'),
]


def allowances():
    folder = f'recurring_payment/batch_create/{USERS}'
    name = f'{folder}/housing-allowances.csv'
    path = SAMPLES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines, records, rejected = [HEADER], [], []
    for row, (person, user, amount, start, end, way, period, remark) in enumerate(ALLOWANCES, 2):
        key = f'allowance-2027-01-{row - 1:04}'
        lines.append([key, person, user, HOUSING, amount, payroll.CNY, start, end, way, period, remark])
        record = {
            'unique_id': key,
            'user_id': user,
            'item_id': HOUSING,
            'each_amount': payroll.amount(amount, text),
            'currency_id': payroll.CNY,
            'start_date': day(start),
            'end_date': day(end),
            'issuance_type': payroll.WAYS[way],
            'issuance_period': PERIODS[period],
            'remark': remark,
        }
        if record['start_date'] <= record['end_date']:
            records.append([row, record])
        else:
            rejected.append([row, ['start_date']])
    path.write_bytes(written(lines).encode('gb18030'))
    expect(
        'samples/housing-allowances.csv',
        by='hand',
        why='the CSV in GB18030 that `npm start` carries; of one allowance the end lies before the start',
        path=f'events/samples/{name}',
        folder=folder,
        verdict='rejects',
        encoding='gb18030',
        header_row=1,
        rejected=rejected,
        records=records,
    )


def day(shown):
    year, month, number = (int(part) for part in re.findall(r'\d+', shown))
    return date(year, month, number).isoformat()


allowances()
