# Files of another kind than their name says.

import struct
import zlib

import bare
import cfb
import payroll
from bare import XML, workbook
from fixture import text
from packing import STORED, packed
from small import refused


def other_kinds():
    rows = [[text(value) for value in row] for row in payroll.table()]
    csv = '\r\n'.join(','.join(row) for row in rows) + '\r\n'
    refused('csv', csv.encode(), 'CSV', 'workbook.plain_text')
    refused('csv-gbk', csv.encode('gb18030'), 'CSV in GB18030', 'workbook.plain_text')
    refused(
        'unicode-text',
        csv.replace(',', '\t').encode('utf-16'),
        'text in UTF-16 with tabs',
        'workbook.plain_text',
    )

    cells = ''.join(
        '<tr>' + ''.join(f'<td style="mso-number-format:\'\\@\'">{value}</td>' for value in row) + '</tr>'
        for row in rows
    )
    page = f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="GBK"></head><body><table>{cells}</table></body></html>'
    refused(
        'web-page',
        page.encode('gb18030'),
        'a table as a web page, as many systems export it',
        'workbook.web_page',
    )
    refused(
        'web-page-bare',
        f'<table>{cells}</table>'.encode(),
        'nothing but the table of a web page',
        'workbook.web_page',
    )
    mail = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n{page}\r\n--x--\r\n'
    refused('web-archive', mail.encode(), 'a page with its pictures, as Excel saves it', 'workbook.web_page')
    ss = 'urn:schemas-microsoft-com:office:spreadsheet'
    lines = ''.join(
        '<Row>' + ''.join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in row) + '</Row>'
        for row in rows
    )
    old_xml = f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{ss}" xmlns:ss="{ss}"><Worksheet ss:Name="奖金"><Table>{lines}</Table></Worksheet></Workbook>'
    refused(
        'xml-2003', old_xml.encode(), 'the XML of Excel 2003, as many systems export it', 'workbook.xml_2003'
    )

    refused(
        'old-workbook',
        cfb.compound_file({'WORKBOOK': bytes(4096)}),
        'the container of Excel 97, with its stream in capitals',
        'workbook.old_workbook',
    )
    refused(
        'old-workbook-5',
        cfb.compound_file({'Book': bytes(4096)}),
        'the container of Excel 5',
        'workbook.old_workbook',
    )
    streams = {'EncryptionInfo': bytes(200), 'EncryptedPackage': bytes(9000)}
    refused(
        'password',
        cfb.compound_file(streams),
        'the container of a workbook behind a password',
        'workbook.password',
    )
    refused(
        'old-document',
        cfb.compound_file({'WordDocument': bytes(4096)}),
        'the container of a document of Word 97',
        'workbook.no_workbook',
    )

    kind = 'application/vnd.ms-excel.sheet.binary.macroEnabled.main'
    binary = {
        '[Content_Types].xml': bare.content_types()
        .replace(f'{bare.KIND}sheet.main+xml', kind)
        .replace('workbook.xml', 'workbook.bin'),
        '_rels/.rels': bare.relationships([('rId1', 'officeDocument', 'xl/workbook.bin')]),
        'xl/_rels/workbook.bin.rels': bare.relationships([('rId1', 'worksheet', 'worksheets/sheet1.bin')]),
        'xl/workbook.bin': bytes.fromhex('8301008401'),
        'xl/worksheets/sheet1.bin': bytes.fromhex('8101008201'),
    }
    refused('xlsb', packed(binary), 'a binary workbook', 'workbook.xlsb')
    document = {
        '[Content_Types].xml': f'{XML}<Types xmlns="{bare.TYPES}"/>',
        '_rels/.rels': bare.relationships([('rId1', 'officeDocument', 'word/document.xml')]),
        'word/document.xml': '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
    }
    refused('docx', packed(document), 'a document of Word', 'workbook.zip_without_workbook')
    refused(
        'numbers',
        packed({'Index/Document.iwa': bytes(40), 'Metadata/Properties.plist': bytes(40)}),
        'a spreadsheet of Numbers',
        'workbook.numbers',
    )
    ods = {
        'mimetype': 'application/vnd.oasis.opendocument.spreadsheet',
        'content.xml': '<office:document-content/>',
        'META-INF/manifest.xml': '<a/>',
    }
    refused('ods', packed(ods), 'an OpenDocument spreadsheet', 'workbook.ods')
    refused(
        'zip-around',
        packed({'11月奖金.xlsx': packed(workbook())}),
        'a zip with the workbook in it',
        'workbook.zip_around',
    )
    refused('zip-empty', packed({}), 'a zip without entries', 'workbook.zip_without_workbook')
    refused('gzip', gzipped(packed(workbook(), STORED)), 'a workbook in gzip', 'workbook.no_workbook')
    refused(
        'pdf', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n%%EOF\n', 'a PDF', 'workbook.no_workbook'
    )
    refused(
        'picture',
        bytes.fromhex('89504e470d0a1a0a0000000d49484452') + bytes(20),
        'a picture',
        'workbook.no_workbook',
    )


def gzipped(data):
    """In one block that is not deflated: how bytes are deflated is up to each version of zlib."""
    block = struct.pack('<BHH', 1, len(data), len(data) ^ 0xFFFF) + data
    return bytes.fromhex('1f8b08000000000000ff') + block + struct.pack('<II', zlib.crc32(data), len(data))


other_kinds()
