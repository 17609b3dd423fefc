# A fixture is a file, and beside it a JSON file of the same name with what a reader must find in it. The expectation comes
# from the values that a writer was given, never from a reader. Every script here is given the folder to write into.

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
OUT = ROOT / 'fixtures'
#: Stands for events/samples.
SAMPLES = ROOT / 'samples'


def text(value):
    """A cell as text: numbers to 15 digits and without an exponent, dates by the calendar."""
    if value is None:
        return ''
    if isinstance(value, bool):
        return 'TRUE' if value else 'FALSE'
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.strftime('%Y-%m-%d') if midnight else value.strftime('%Y-%m-%d %H:%M:%S')
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return plain(Decimal(f'{value:.15g}'))
    return str(value)


def plain(number):
    digits = f'{number:f}'
    return digits.rstrip('0').rstrip('.') if '.' in digits else digits


def sheet(name, rows, first_row=1, **other):
    """`rows` are lists of values, empty ones are rows without cells. `other`: visible, merged, hidden, filtered and so on."""
    texts = ([text(value) for value in row] for row in rows)
    numbered = ([row, without_end(cells)] for row, cells in enumerate(texts, first_row))
    return {
        'name': name,
        'visible': True,
        **other,
        'rows': [[row, cells] for row, cells in numbered if cells],
    }


def without_end(cells):
    while cells and cells[-1] == '':
        cells = cells[:-1]
    return cells


def save(name, content, **expected):
    """Writes a fixture and its expectation."""
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    expect(name, **expected)


def expect(name, **expected):
    path = OUT / f'{name}.json'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(expected) + '\n', encoding='utf-8')


def written(value, indent=''):
    """JSON in which a row, a record and whatever fits stand in one line."""
    line = json.dumps(value, ensure_ascii=False)
    if is_one_line(value) or len(indent) + len(line) <= 110:
        return line
    deeper = indent + '  '
    if isinstance(value, dict):
        parts = [
            f'{deeper}{json.dumps(key, ensure_ascii=False)}: {written(part, deeper)}'
            for key, part in value.items()
        ]
        return '{\n' + ',\n'.join(parts) + f'\n{indent}}}'
    return '[\n' + ',\n'.join(deeper + written(part, deeper) for part in value) + f'\n{indent}]'


def is_one_line(value):
    """A scalar, and a row or record with its number in front."""
    if isinstance(value, list):
        return bool(value) and (isinstance(value[0], int) or all(isinstance(part, str) for part in value))
    return not isinstance(value, dict)
