# Whole zips with a part that is damaged or hostile.

import bare
from bare import PEOPLE, SHEET, XML, sheet_of, workbook
from packing import packed
from small import refused


def damaged_parts():
    sheet = sheet_of(PEOPLE)
    broken = {
        'sheet-cut-off': (sheet[: sheet.index('王芳')], 'a whole zip, but its sheet ends in the middle'),
        'sheet-cut-behind-a-row': (
            sheet[: sheet.index('<row r="3">')],
            'a whole zip, but its sheet ends behind a row',
        ),
        'two-roots': (sheet + '<more/>', 'the XML goes on behind its end'),
        'control-character': (sheet.replace('王芳', '王&#0;芳'), 'a character that XML cannot hold'),
        'no-utf-8': (
            sheet.encode().replace('王芳'.encode(), '王芳'.encode('gb18030')),
            'a text in GBK inside XML in UTF-8',
        ),
    }
    for name, (xml, why) in broken.items():
        refused(name, packed(workbook(xml)), why, 'workbook.xml_broken')
    entity = sheet.replace(XML, f'{XML}<!DOCTYPE worksheet [<!ENTITY a "9000">]>').replace('>2000<', '>&a;<')
    refused('entity', packed(workbook(entity)), 'an amount is an entity', 'workbook.xml_doctype')
    outside = sheet.replace(
        XML, f'{XML}<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    ).replace('>张伟<', '>&a;<')
    refused(
        'entity-from-outside',
        packed(workbook(outside)),
        'a name is to be read from a file of the machine',
        'workbook.xml_doctype',
    )
    gbk = sheet.replace('encoding="UTF-8"', 'encoding="GBK"').encode('gb18030')
    refused(
        'other-encoding', packed(workbook(gbk)), 'the XML says that it is in GBK', 'workbook.xml_encoding'
    )
    missing = {name: content for name, content in workbook().items() if name != 'xl/worksheets/sheet1.xml'}
    refused(
        'sheet-missing',
        packed(missing),
        'the sheet that the book lists is not there',
        'workbook.part_missing',
    )
    twice = workbook(other={'xl/workbook.xml': bare.book([(SHEET, 'rId1'), (SHEET, 'rId1')])})
    refused('sheet-name-twice', packed(twice), 'two sheets have one name', 'workbook.sheet_twice')


damaged_parts()
