# Workbooks by ExcelJS: gives write.mjs the values, and writes what is expected.

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import payroll
from fixture import OUT, expect, sheet
from verdicts import AMOUNTS, DATES, TOTALS, bonus_sheet, formula_of, pays

OUT.mkdir(parents=True, exist_ok=True)
values = {
    'header': payroll.HEADER,
    'rows': payroll.table(),
    'merged': payroll.merged(),
    'amounts': AMOUNTS,
    'dates': DATES,
    'total': payroll.TOTAL,
    'totals': [{'cell': cell, 'formula': formula_of(cell)[1:]} for cell in TOTALS],
}
subprocess.run(
    [os.environ.get('NODE', 'node'), Path(__file__).with_name('write.mjs'), OUT],
    input=json.dumps(values, default=str).encode(),
    stdout=sys.stdout,
    check=True,
)

expect(
    'bonus-exceljs.xlsx',
    by='exceljs',
    why='formulas with their results, a drop-down, a note, frozen panes',
    sheets=[bonus_sheet()],
    table=pays(),
)
expect(
    'bonus-exceljs-streamed.xlsx',
    by='exceljs',
    why='written as a stream: sizes stand behind each part, texts in their cells',
    sheets=[bonus_sheet(merged=[])],
    table=pays(),
)
texts = [
    ['张伟（已离职） '],
    ['hr@example.com'],
    ['#N/A'],
    ['#DIV/0!'],
    [''],
    [True],
    [datetime(2026, 12, 10, 9, 30)],
    [' 前后有空格 '],
]
expect(
    'texts-exceljs.xlsx',
    by='exceljs',
    why='a text in several fonts, a link, errors, a formula without a result',
    sheets=[sheet('文本', texts, marks={'A3': 'error', 'A4': 'error', 'A5': 'uncalculated'})],
)
