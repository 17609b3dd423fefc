# Bonus tables as text, and what a reader must make of them.

import payroll
from fixture import save, text

TITLES = [
    '唯一标识',
    '姓名',
    '员工ID',
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
ENGLISH = [
    'unique_id',
    '_name',
    'user_id',
    'item_id',
    'currency_id',
    'total_amount',
    'binding_period',
    'issuance_frequency',
    'details.issuance_amount',
    'details.issuance_status',
    'details.issuance_way',
    'details.issuance_time',
    'details.belong_time',
    'remark',
]
BONUSES = [cells for cells in payroll.BONUSES if cells['姓名'] != '𠮷田雪']


def changed(bonuses=None, **columns):
    """The bonuses with other values: a column has a value for each of them, or one for all."""
    rows = bonuses or BONUSES
    value_of = lambda value, n: value[n] if isinstance(value, list) else value
    return [
        {**cells, **{title: value_of(value, n) for title, value in columns.items()}}
        for n, cells in enumerate(rows)
    ]


def amounts(values, bonuses=None):
    return changed(bonuses, 总金额=values, 发放金额=values)


def rows_of(bonuses=None, titles=TITLES, header=None):
    """Header and records as texts."""
    return [header or titles, *([text(cells.get(title)) for title in titles] for cells in bonuses or BONUSES)]


def english(bonuses=None):
    """With the names and values of the API, so that nothing but people's names is Chinese."""
    codes = {**payroll.STATUSES, **payroll.WAYS}
    return [ENGLISH, *([codes.get(cell, cell) for cell in row] for row in rows_of(bonuses)[1:])]


def written(rows, separator=',', end='\r\n'):
    return ''.join(separator.join(quoted(cell, separator) for cell in row) + end for row in rows)


def quoted(cell, separator):
    return (
        f'"{cell.replace(chr(34), chr(34) * 2)}"'
        if any(mark in cell for mark in (separator, '"', '\r', '\n'))
        else cell
    )


def records(bonuses=None, first_row=2):
    return payroll.records(text, bonuses or BONUSES, first_row)


def put(name, content, verdict, why, written_in='utf-8', **other):
    """`content`: text or bytes. `verdict`: records, stops or rejects."""
    data = content.encode(written_in) if isinstance(content, str) else content
    save(f'csv/{name}', data, by='hand', why=why, folder=payroll.FOLDER, verdict=verdict, **other)


def pays(name, content, why, bonuses=None, written_in='utf-8', read_as=None, first_row=2, **other):
    """All records are good. `read_as`: the encoding that a reader must find, if Python calls it otherwise."""
    found = {
        'encoding': read_as or written_in,
        'header_row': first_row - 1,
        **other,
        'records': records(bonuses, first_row),
    }
    put(name, content, 'records', why, written_in, **found)


def stops(name, content, why, written_in='utf-8'):
    put(name, content, 'stops', why, written_in)


UTF_8_MARK, GB18030_MARK = b'\xef\xbb\xbf', b'\x84\x31\x95\x33'
#: The table as it is, and the same with names that GB18030 writes in four bytes, as CSV.
GOOD = rows_of()
EVERYONE = changed(姓名=['张伟', '王芳', '𠮷田雪', '䶮'])
CHINESE = written(rows_of(EVERYONE))
