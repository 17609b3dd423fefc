# Numbers in every form in which programs write them, and formats that show another number.

import bare
from small import cells


def numbers():
    raw = [
        ('2000', '2000'),
        ('2000.0', '2000'),
        ('1.1000000000000001', '1.1'),
        ('19783.480000000003', '19783.48'),
        ('0.30000000000000004', '0.3'),
        ('0.100000000000000000001', '0.1'),
        ('1.05E+3', '1050'),
        ('1E-7', '0.0000001'),
        ('-0.5', '-0.5'),
        ('-0', '0'),
        ('.5', '0.5'),
        ('999999999999999', '999999999999999'),
        ('4.9999999999999999E-2', '0.05'),
    ]
    cells(
        'numbers',
        'numbers as Excel, LibreOffice and gnumeric write them: with 17 or 20 digits, with an exponent',
        ''.join(f'<row><c t="n"><v>{number}</v></c></row>' for number, _ in raw),
        [[value] for _, value in raw],
    )
    long = [
        ('7.0123456789012346E+18', '7012345678901230000'),
        ('7012345678901234567', '7012345678901230000'),
        ('1.15292150460685E+018', '1152921504606850000'),
        ('1000000000000000', '1000000000000000'),
        ('1E+21', '1000000000000000000000'),
    ]
    cells(
        'long-numbers',
        'numbers of more than 15 digits: the last ones are lost',
        ''.join(f'<row><c><v>{number}</v></c></row>' for number, _ in long),
        [[value] for _, value in long],
        marks={f'A{row}': 'digits' for row in range(1, len(long) + 1)},
    )
    shown = [
        ('0.00', '1234.567', '1234.567', 'decimals'),
        ('#,##0', '1234.5', '1234.5', 'decimals'),
        ('0.00', '1234.5', '1234.5', None),
        ('0%', '0.15', '0.15', 'scaled'),
        ('0.00%', '0.15', '0.15', 'scaled'),
        ('#,##0,', '1234000', '1234000', 'scaled'),
        ('0.0,,', '1500000', '1500000', 'scaled'),
        ('0!.0,"万"', '12340000', '12340000', 'scaled'),
        ('#,##0.00_);(#,##0.00)', '1234.5', '1234.5', None),
        ('"￥"#,##0.00', '1234.5', '1234.5', None),
        ('[$¥-804]#,##0.00', '1234.5', '1234.5', None),
        ('[>=10000]0.00;0.00', '1234.5', '1234.5', None),
        ('General', '1234.5678', '1234.5678', None),
        ('@', '1234.5678', '1234.5678', None),
    ]
    cells(
        'shown-otherwise',
        'formats that show fewer decimals, or another number, than is stored',
        ''.join(f'<row><c s="{n}"><v>{number}</v></c></row>' for n, (_, number, _, _) in enumerate(shown)),
        [[value] for _, _, value, _ in shown],
        styles=bare.styles([format for format, *_ in shown]),
        marks={f'A{row}': mark for row, (*_, mark) in enumerate(shown, 1) if mark},
    )
    cells(
        'padded',
        'a format that fills up with zeros: the sheet shows 0000012345 and 000123',
        '<row><c s="0"><v>12345</v></c></row><row><c s="1"><v>123</v></c></row>',
        [['0000012345'], ['000123']],
        styles=bare.styles(['0000000000', '000000']),
    )


numbers()
