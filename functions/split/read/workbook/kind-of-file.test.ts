import { describe, expect, it } from 'vitest';

import { sevenIn, sheetPart } from '../../../../test/workbook/sheets.ts';
import { verdictOf } from '../../../../test/workbook/verdict.ts';
import { relationships } from '../../../../test/workbook/write-book.ts';
import { writeCompoundFile } from '../../../../test/workbook/write-compound-file.ts';
import { writeZip } from '../../../../test/workbook/write-zip.ts';

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const hex = (text: string) => Buffer.from(text, 'hex');
const longDirectory = ['Root Entry', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'EncryptedPackage'];
const binaryBook = {
  '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.bin']]),
  'xl/workbook.bin': 'x',
};
const ods = [
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
  { name: 'content.xml', content: '<x/>' },
];

describe('a file that is no workbook', () => {
  it.each([
    ['an empty file', Buffer.of(), 'file.empty'],
    ['a locked workbook', writeCompoundFile(['Root Entry', 'EncryptionInfo']), 'workbook.password'],
    ['a locked workbook with a long directory', writeCompoundFile(longDirectory), 'workbook.password'],
    [
      'under rights management',
      writeCompoundFile(['Root Entry', '\u0006DataSpaces'], 12),
      'workbook.password',
    ],
    ['an .xls', writeCompoundFile(['Root Entry', 'Workbook']), 'workbook.old_workbook'],
    ['an .xls in capitals', writeCompoundFile(['Root Entry', 'WORKBOOK'], 12), 'workbook.old_workbook'],
    ['an .xls of 1995', writeCompoundFile(['R', '1', '2', '3', '4', 'Book']), 'workbook.old_workbook'],
    ['an old document of Word', writeCompoundFile(['R', 'WordDocument']), 'workbook.no_workbook'],
    ['a piece of an .xls', writeCompoundFile(['R', 'Workbook']).subarray(0, 1030), 'workbook.no_workbook'],
    ['the beginning of an .xls', hex('d0cf11e0a1b11ae1'), 'workbook.no_workbook'],
    ['a web page', Buffer.from('<html xmlns:x="urn:microsoft"><table>'), 'workbook.web_page'],
    ['a web page behind blanks', Buffer.from('\uFEFF \n<!DOCTYPE html>\n<body>'), 'workbook.web_page'],
    ['a table of a web page', Buffer.from('<meta charset="utf-8"><table><tr>'), 'workbook.web_page'],
    ['a web page in one file', Buffer.from('MIME-Version: 1.0\nX: Workbook\n'), 'workbook.web_page'],
    [
      'an XML spreadsheet',
      Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook><Table>'),
      'workbook.xml_2003',
    ],
    [
      'an XML spreadsheet with a prefix',
      Buffer.from('<?xml version="1.0"?><ss:Workbook>'),
      'workbook.xml_2003',
    ],
    [
      'an .ods in one file',
      Buffer.from('<?xml version="1.0"?><office:document><table:table >'),
      'workbook.ods',
    ],
    ['a web page in XML', Buffer.from('<?xml version="1.0"?><html ><table>'), 'workbook.web_page'],
    ['other XML', Buffer.from('<?xml version="1.0"?><rss/>'), 'workbook.no_workbook'],
    ['CSV', Buffer.from('id,amount\n7,1.00\n'), 'workbook.plain_text'],
    ['CSV in GBK', hex('d0d5c3fb2cbdf0b6ee0a'), 'workbook.plain_text'],
    ['CSV in UTF-16', utf16('姓名\t金额\n'), 'workbook.plain_text'],
    ['CSV in UTF-16, big end first', utf16('姓名\t金额\n').swap16(), 'workbook.plain_text'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'workbook.no_workbook'],
    ['a picture', hex('89504e470d0a1a0a0000000d'), 'workbook.no_workbook'],
    ['gzip', hex('1f8b0800000000000003'), 'workbook.no_workbook'],
    ['one byte', Buffer.of(7), 'workbook.no_workbook'],
    ['an .xlsb', sevenIn({ parts: binaryBook }), 'workbook.xlsb'],
    ['an .xlsb without relationships', writeZip([{ name: 'xl/workbook.bin', content: '' }]), 'workbook.xlsb'],
    ['an .ods', writeZip(ods), 'workbook.ods'],
    [
      'a spreadsheet of Numbers',
      writeZip([{ name: 'Index/Document.iwa', content: 'x' }]),
      'workbook.numbers',
    ],
    ['a zip around one', writeZip([{ name: '奖金/3月.XLSX', content: sevenIn() }]), 'workbook.zip_around'],
    ['a zip of pictures', writeZip([{ name: 'a.png', content: 'x' }]), 'workbook.zip_without_workbook'],
    ['a zip of nothing', writeZip([]), 'workbook.zip_without_workbook'],
    [
      'a document of Word',
      sevenIn({ parts: { 'xl/workbook.xml': '<document/>', 'word/embeddings/a.xlsx': 'x' } }),
      'workbook.zip_without_workbook',
    ],
    ['a zip behind a password', sevenIn({ lies: { [sheetPart]: { flags: 1 } } }), 'workbook.zip_password'],
  ])('%s says so', async (_, bytes, stopped) => {
    expect(await verdictOf(bytes)).toEqual({ stopped });
  });
});
