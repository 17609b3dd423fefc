# Dates by their formats, as text, with a time, and some that are none.

from datetime import date, datetime

import bare
from small import cells

DAY = date(2026, 12, 10)
SERIAL = 46366


def dates():
    built_in = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
    cells(
        'built-in-dates',
        'formats that have no code in the file; 27 to 58 are those of Chinese, Japanese and Korean programs',
        ''.join(f'<row><c s="{n}"><v>{SERIAL}</v></c></row>' for n in range(len(built_in))),
        [[DAY]] * len(built_in),
        styles=bare.styles(built_in),
    )
    cells(
        'formats-written-anew',
        "the file's own format counts, also where its number is a built-in one: 14 is a number here, 2 and 44 are dates",
        ''.join(f'<row><c s="{n}"><v>{SERIAL}</v></c></row>' for n in range(4)),
        [[SERIAL], [DAY], [DAY], [DAY]],
        styles=bare.style_sheet(
            [(14, '0.00'), (2, 'yyyy/m/d'), (44, 'yyyy"年"m"月"d"日"'), (100, 'yyyy-mm-dd')], [14, 2, 44, 100]
        ),
    )
    iso = [
        ('2026-12-10', DAY),
        ('2026-12-10T00:00:00', DAY),
        ('2026-12-10T09:30:00', datetime(2026, 12, 10, 9, 30)),
        ('2026-12-10T00:00:00Z', DAY),
    ]
    cells(
        'iso-dates',
        'dates as text, as the strict form of the standard has them',
        ''.join(f'<row><c t="d"><v>{written}</v></c></row>' for written, _ in iso),
        [[value] for _, value in iso],
    )
    moments = [
        ('46366.395833333336', datetime(2026, 12, 10, 9, 30)),
        ('46366.999988425923', datetime(2026, 12, 10, 23, 59, 59)),
        ('46366.9999999999', date(2026, 12, 11)),
        ('61', date(1900, 3, 1)),
        ('2958465', date(9999, 12, 31)),
    ]
    cells(
        'moments',
        'days with a time, to the second; the first and the last day that can be told',
        ''.join(f'<row><c s="0"><v>{number}</v></c></row>' for number, _ in moments),
        [[value] for _, value in moments],
        styles=bare.styles(['yyyy-mm-dd hh:mm:ss']),
    )
    bad = ['60', '59', '1', '0', '-1', '0.5', '2958466', '1E+300']
    cells(
        'bad-dates',
        'dates that are none: a day that never was, days that programs tell differently, a time of day, no calendar’s days',
        ''.join(f'<row><c s="0"><v>{number}</v></c></row>' for number in bad),
        [['?']] * len(bad),
        styles=bare.styles(['yyyy-mm-dd']),
        marks={f'A{row}': 'bad_date' for row in range(1, len(bad) + 1)},
    )


dates()
