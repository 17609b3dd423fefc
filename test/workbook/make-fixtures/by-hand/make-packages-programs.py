# Workbooks with what is typical of a program that cannot be run here. They are written by hand, and no file of it was copied.

import bare
import payroll
from bare import XML, workbook
from fixture import save
from packing import packed
from verdicts import bonus_sheet, pays


def wps():
    """As WPS writes: entries for folders, its own namespace, formats 41 to 44 written anew, Excel as the program."""
    declared = [
        (41, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ '),
        (42, '_ "￥"* #,##0_ ;_ "￥"* \\-#,##0_ ;_ "￥"* "-"_ ;_ @_ '),
        (43, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '),
        (44, '_ "￥"* #,##0.00_ ;_ "￥"* \\-#,##0.00_ ;_ "￥"* "-"??_ ;_ @_ '),
        (176, 'yyyy/m/d;@'),
    ]
    money, day, plain = ' s="1"', ' s="2"', ' s="3"'

    def style_of(value):
        if isinstance(value, float) or value == 2000:
            return money
        return day if hasattr(value, 'year') else plain if isinstance(value, str) else ''

    rows = ''.join(bare.row_of(number, values, style_of) for number, values in enumerate(payroll.table(), 1))
    merges = ''.join(f'<mergeCell ref="{area}"/>' for area in payroll.merged())
    etc = ' xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
    page = bare.sheet_xml(
        rows, after=f'<mergeCells count="{len(payroll.merged())}">{merges}</mergeCells>', namespaces=etc
    )
    properties = 'http://schemas.openxmlformats.org/officeDocument/2006/'
    parts = workbook(page, styles=bare.style_sheet(declared, [0, 44, 176, 49]))
    parts['xl/workbook.xml'] = bare.book(
        [('奖金', 'rId1')], before='<fileVersion appName="xl" lastEdited="3"/><workbookPr/>'
    )
    parts['docProps/app.xml'] = (
        f'{XML}<Properties xmlns="{properties}extended-properties"><Application>Microsoft Excel</Application></Properties>'
    )
    parts['docProps/custom.xml'] = (
        f'{XML}<Properties xmlns="{properties}custom-properties" xmlns:vt="{properties}docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
        '<vt:lpwstr>2052-12.1.0.18276</vt:lpwstr></property></Properties>'
    )
    folders = ['_rels/', 'docProps/', 'xl/', 'xl/_rels/', 'xl/worksheets/']
    save(
        'packages/wps.xlsx',
        packed([*((name, b'') for name in folders), *parts.items()]),
        by='hand',
        why='as WPS writes: entries for folders, a namespace of its own, formats 41 to 44 written anew with ￥',
        sheets=[bonus_sheet()],
        table=pays(),
    )


def excel():
    """As Excel for China writes: format 31 without a code, numbers of 17 digits, shared strings, parts of its own."""
    texts = []

    def cell(reference, value):
        if isinstance(value, str):
            if value not in texts:
                texts.append(value)
            return f'<c r="{reference}" s="3" t="s"><v>{texts.index(value)}</v></c>'
        if hasattr(value, 'year'):
            return bare.cell(reference, value, ' s="1"')
        if reference in totals:
            return f'<c r="{reference}" s="2"><f>SUM({reference[0]}5:{reference[0]}9)</f><v>23906.959999999999</v></c>'
        if isinstance(value, float):
            return f'<c r="{reference}" s="2"><v>{value:.17g}</v></c>'
        return bare.cell(reference, value)

    totals = ('G10', 'J10')
    rows = ''
    for number, values in enumerate(payroll.table(), 1):
        cells = ''.join(
            cell(f'{bare.letters(n)}{number}', value) for n, value in enumerate(values) if value is not None
        )
        rows += f'<row r="{number}" spans="1:15" ht="16.5" x14ac:dyDescent="0.2">{cells}</row>'
    merges = ''.join(f'<mergeCell ref="{area}"/>' for area in payroll.merged())
    more = (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"'
        ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
        ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}"'
    )
    page = bare.sheet_xml(
        rows,
        before='<dimension ref="A1:O12"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultRowHeight="14.25" x14ac:dyDescent="0.2"/><cols><col min="5" max="6" width="22" style="3" customWidth="1"/></cols>',
        after=f'<mergeCells count="{len(payroll.merged())}">{merges}</mergeCells>'
        '<phoneticPr fontId="1" type="noConversion"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
        namespaces=more,
    )
    shared = bare.strings(
        [f'<si><t>{value}</t><phoneticPr fontId="1" type="noConversion"/></si>' for value in texts]
    )
    parts = workbook(page, shared, bare.style_sheet([], [0, 31, 43, 49]))
    parts['xl/workbook.xml'] = bare.book(
        [('奖金', 'rId1')],
        before='<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="27328"/><workbookPr defaultThemeVersion="166925"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
        '<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="D:\\薪酬\\2026\\"/>'
        '</mc:Choice></mc:AlternateContent><bookViews><workbookView activeTab="0"/></bookViews>',
        after='<calcPr calcId="191029"/><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"/></extLst>',
    )
    parts['xl/calcChain.xml'] = (
        f'{XML}<calcChain xmlns="{bare.MAIN}"><c r="G10" i="1"/><c r="J10" i="1"/></calcChain>'
    )
    save(
        'packages/excel.xlsx',
        packed(parts),
        by='hand',
        why='as Excel for China writes: a date format without a code, numbers of 17 digits, parts and namespaces of its own',
        sheets=[bonus_sheet()],
        table=pays(),
    )


wps()
excel()
