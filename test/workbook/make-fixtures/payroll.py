# The bonuses of a month as a payroll clerk lays them out, and the records that they stand for. Every writer is given these
# values, and every expectation comes from them.

from datetime import date

FOLDER = 'lump_sum_payment/batch_create'
PROJECT_BONUS = '7411039006180312620'
CNY = '6863329932261459464'
USD = '6863329932261459465'

TITLE = '2026年11月项目奖金发放表'
NOTES = '填表说明：员工ID、薪酬项ID、币种ID 按文本填写，金额单位为元，一人一行。'
BANDS = [('员工信息', 1, 4), ('奖金', 5, 9), ('发放明细', 10, 14), ('其他', 15, 15)]
HEADER = [
    '序号',
    '姓名',
    '员工ID',
    '唯一标识',
    '薪酬项ID',
    '币种ID',
    '总金额',
    '绑定期',
    '发放次数',
    '发放金额',
    '发放状态',
    '发放方式',
    '发放日期',
    '申请发放日期',
    '备注',
]
SIGNED_BY = '制表人：沈月　　审核人：顾明　　日期：2026-11-20'
HEADER_ROW = 4
FIRST_ROW = 5
COLUMNS = len(HEADER)

PAID_ON = date(2026, 12, 10)
ASKED_ON = date(2026, 11, 20)

STATUSES = {'应发放': 'to_be_issued', '不发放': 'not_issued'}
WAYS = {'随工资发放': 'with_salary', '现金发放': 'with_cash', '随年终奖发放': 'with_year_end_bonus'}


def bonus(number, name, amount, remark, **other):
    """The cells of one row by title. `amount` is what the cell holds: a number, or text."""
    cells = {
        '序号': number,
        '姓名': name,
        '员工ID': f'e{number:05}',
        '唯一标识': f'bonus-2026-11-{100 + number:04}',
        '薪酬项ID': PROJECT_BONUS,
        '币种ID': CNY,
        '总金额': amount,
        '绑定期': 0,
        '发放次数': 1,
        '发放金额': amount,
        '发放状态': '应发放',
        '发放方式': '随工资发放',
        '发放日期': PAID_ON,
        '申请发放日期': ASKED_ON,
        '备注': remark,
    }
    return {**cells, **other}


BONUSES = [
    bonus(1, '张伟', 2000, '项目按期上线'),
    bonus(2, '王芳', 1234.5, '质量改进'),
    bonus(3, '李娜', 888.88, '跨部门支持', 发放方式='现金发放'),
    bonus(4, '刘洋', 19783.48, '年度“最佳新人”', 发放方式='随年终奖发放'),
    bonus(5, '𠮷田雪', 0.1, '庆祝🎉'),
]
TOTAL = 23906.96


def table(bonuses=BONUSES, total=TOTAL):
    """All rows of the sheet, the first one first, as values."""
    body = [[cells[title] for title in HEADER] for cells in bonuses]
    return [[TITLE], [NOTES], bands(), HEADER, *body, total_row(total), [], [SIGNED_BY]]


def bands():
    row = [None] * COLUMNS
    for name, first, _ in BANDS:
        row[first - 1] = name
    return row


def total_row(total):
    row = [None] * COLUMNS
    row[0] = '合计'
    row[HEADER.index('总金额')] = total
    row[HEADER.index('发放金额')] = total
    return row


def merged(width=COLUMNS):
    """The ranges that are merged above the header."""
    ends = [(first, last) for _, first, last in BANDS if first < last]
    return [
        f'A1:{letter(width)}1',
        f'A2:{letter(width)}2',
        *(f'{letter(first)}3:{letter(last)}3' for first, last in ends),
    ]


def letter(column):
    """A to Z: no table here is wider."""
    return chr(ord('A') + column - 1)


def record(cells, text):
    """What Feishu's API takes for a row. `text` writes a cell as text."""
    return {
        'unique_id': cells['唯一标识'],
        'user_id': cells['员工ID'],
        'item_id': cells['薪酬项ID'],
        'currency_id': cells['币种ID'],
        'total_amount': amount(cells['总金额'], text),
        'binding_period': cells['绑定期'],
        'issuance_frequency': cells['发放次数'],
        'details': [
            {
                'issuance_amount': amount(cells['发放金额'], text),
                'issuance_status': STATUSES[cells['发放状态']],
                'issuance_way': WAYS[cells['发放方式']],
                'issuance_time': text(cells['发放日期']),
                'belong_time': text(cells['申请发放日期']),
            },
        ],
        **({'remark': cells['备注']} if cells['备注'] else {}),
    }


def amount(value, text):
    return (
        text(value)
        .replace(',', '')
        .lstrip('￥¥ ')
        .translate(str.maketrans('０１２３４５６７８９．', '0123456789.'))
    )


def records(text, bonuses=BONUSES, first_row=FIRST_ROW):
    """Each record with the row in which it stands."""
    return [[row, record(cells, text)] for row, cells in enumerate(bonuses, first_row)]
