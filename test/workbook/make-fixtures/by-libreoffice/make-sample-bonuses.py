# A file that `npm start` carries: a workbook in Chinese, drawn by openpyxl, then opened and saved by LibreOffice. One row has
# a mistake.

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

import payroll
from fixture import SAMPLES, expect, sheet, text
from office import desktop, opened, store

USERS = 'user_id_type=user_id'
GIFT = '7411039006180312621'
HOUSING = '7411039006180312630'

SHEET = '十二月奖金'
HEADER = [
    '序号',
    '姓名',
    '部门',
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
BANDS = [('员工信息', 1, 4), ('奖金信息', 5, 10), ('发放明细', 11, 15)]
PAID_ON, ASKED_ON = date(2026, 12, 31), date(2026, 12, 15)
UNKNOWN_WAY = '微信转账'


def bonus(number, name, department, user, amount, remark, **other):
    return {
        **payroll.bonus(number, name, amount, remark),
        '部门': department,
        '员工ID': user,
        '唯一标识': f'bonus-2026-12-{100 + number:04}',
        '发放日期': PAID_ON,
        '申请发放日期': ASKED_ON,
        **other,
    }


BONUSES = [
    bonus(1, '曹颖', '研发部', 'e00023', 1500, '版本按期上线'),
    bonus(2, '彭浩', '研发部', 'e00024', 2300.5, '性能优化'),
    bonus(3, '曾琳', '市场部', 'e00025', '1,234.50', '展会支持'),
    bonus(4, '萧亮', '市场部', 'e00026', '2,000.00', '新客户签约'),
    bonus(5, '田甜', '财务部', 'e00027', 880, '年终结账', 发放方式=UNKNOWN_WAY),
    bonus(6, '董洁', '财务部', 'e00028', 1200, '审计配合', 发放方式='现金发放'),
    bonus(7, '袁野', '运维部', 'e00029', 3100.25, '零故障保障'),
    bonus(8, '潘虹', '运维部', 'e00030', '2,750.00', '值班补贴', 发放方式='随年终奖发放'),
    bonus(9, '陈静', '人力资源部', 'e00005', 500, '元旦礼金', 薪酬项ID=GIFT),
    bonus(10, '杨帆', '人力资源部', 'e00006', 500, '元旦礼金', 薪酬项ID=GIFT),
]
TOTAL = 15965.25


def table():
    band = [None] * len(HEADER)
    for name, first, _ in BANDS:
        band[first - 1] = name
    total = [None] * len(HEADER)
    total[0] = '合计'
    for title in ('总金额', '发放金额'):
        total[HEADER.index(title)] = TOTAL
    return [
        ['2026年12月奖金发放表'],
        ['填表说明：金额单位为元；员工ID、薪酬项ID、币种ID 请按文本填写；如有疑问请联系薪酬组。'],
        band,
        HEADER,
        *([cells[title] for title in HEADER] for cells in BONUSES),
        total,
        [],
        ['制表人：沈月', None, None, '审核人：顾明', None, None, '制表日期：2026-12-15'],
    ]


def workbook():
    book = Workbook()
    page = book.active
    page.title = SHEET
    thin = Side(style='thin', color='FFBFBFBF')
    last = payroll.HEADER_ROW + len(BONUSES) + 1
    for row, values in enumerate(table(), 1):
        for column, value in enumerate(values, 1):
            cell = page.cell(row, column, value)
            if payroll.HEADER_ROW <= row <= last:
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if isinstance(value, str):
                cell.number_format = '@'
            elif isinstance(value, date):
                cell.number_format = 'yyyy/m/d'
            elif column - 1 in (HEADER.index('总金额'), HEADER.index('发放金额')):
                cell.number_format = '#,##0.00'
    for cell in page[payroll.HEADER_ROW]:
        cell.font, cell.fill = Font(bold=True), PatternFill('solid', fgColor='FFDDEBF7')
        cell.alignment = Alignment(horizontal='center')
    for area in merged():
        page.merge_cells(area)
        page[area.split(':')[0]].alignment = Alignment(horizontal='center' if area[1] != '2' else 'left')
    page['A1'].font = Font(size=16, bold=True)
    for column, width in {
        'C': 12,
        'E': 20,
        'F': 22,
        'G': 22,
        'H': 14,
        'K': 14,
        'M': 14,
        'N': 13,
        'O': 14,
        'P': 16,
    }.items():
        page.column_dimensions[column].width = width
    return book


def merged():
    width = payroll.letter(len(HEADER))
    return [
        f'A1:{width}1',
        f'A2:{width}2',
        *(f'{payroll.letter(first)}3:{payroll.letter(last)}3' for _, first, last in BANDS),
    ]


def bonuses():
    name = f'{payroll.FOLDER}/{USERS}/year-end-bonuses.xlsx'
    path = SAMPLES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        drawn = Path(folder) / 'bonuses.xlsx'
        workbook().save(drawn)
        with desktop() as desk, opened(desk, drawn) as document:
            store(document, path)
    rows = list(enumerate(BONUSES, payroll.FIRST_ROW))
    expect(
        'samples/year-end-bonuses.xlsx',
        by='libreoffice',
        **{'from': 'openpyxl'},
        why='the workbook that `npm start` carries',
        path=f'events/samples/{name}',
        sheets=[sheet(SHEET, table(), merged=merged())],
        table={
            'verdict': 'rejects',
            'folder': f'{payroll.FOLDER}/{USERS}',
            'header_row': payroll.HEADER_ROW,
            'rejected': [
                [row, ['details.1.issuance_way']] for row, cells in rows if cells['发放方式'] == UNKNOWN_WAY
            ],
            'records': [
                [row, payroll.record(cells, text)] for row, cells in rows if cells['发放方式'] != UNKNOWN_WAY
            ],
            'columns_passed_over': ['序号', '部门'],
            'passed_over': [rows[-1][0] + 3],
        },
    )


bonuses()
