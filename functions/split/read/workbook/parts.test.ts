import { describe, expect, it } from 'vitest';

import {
  oneRow,
  sevenIn,
  sevenXml,
  sheetPart,
  stringsPart,
  withCells,
  withPart,
} from '../../../../test/workbook/sheets.ts';
import { verdictOf } from '../../../../test/workbook/verdict.ts';
import { bookParts, relationships, sheetXml, writeBook } from '../../../../test/workbook/write-book.ts';
import { writeZip } from '../../../../test/workbook/write-zip.ts';

type Related = Parameters<typeof relationships>[0];

const seven = { rows: [{ row: 1, cells: ['7'], hidden: false }] };
const listPart = 'xl/workbook.xml';
const listXml = String(bookParts({})[listPart]);
const withoutDeclaration = (xml: string) => xml.slice(xml.indexOf('\n') + 1);
const utf16 = (xml: string, mark = '\uFEFF') => Buffer.from(mark + xml.replace('UTF-8', 'UTF-16'), 'utf16le');
const prefixed = (xml: string) => xml.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns=', 'xmlns:x=');
const related = (list: Related, parts = {}) =>
  sevenIn({ parts: { 'xl/_rels/workbook.xml.rels': relationships(list), ...parts } });
const sheetAt = (target: string, more = '') => ['rId1', 'worksheet', target, more] as const;
const usual = sheetAt('worksheets/sheet1.xml');
const oneText = (xml: string) =>
  withCells('<c t="s"><v>0</v></c>', { strings: '', parts: { [stringsPart]: xml } });

describe('the XML of a part', () => {
  it.each([
    ['cut off', withPart(sevenXml.slice(0, -30)), 'xml_broken'],
    ['without the end of its root', withPart(sevenXml.replace('</worksheet>', '')), 'xml_broken'],
    ['with a second root', withPart(`${sevenXml}<worksheet/>`), 'xml_broken'],
    ['of no bytes', withPart(''), 'xml_broken'],
    ['of three bytes', withPart('<a>'), 'xml_broken'],
    ['that is not UTF-8', withPart(Buffer.concat([Buffer.from(sevenXml), Buffer.of(0xff)])), 'xml_broken'],
    ['that is half a character of UTF-16', withPart(utf16(sevenXml).subarray(0, -1)), 'xml_broken'],
    ['that says GBK', withPart(sevenXml.replace('UTF-8', 'GBK')), 'xml_encoding'],
    [
      'in GBK',
      withPart(Buffer.from(sevenXml.replace('UTF-8', 'GBK').replace('7', '\u00d6\u00d0'), 'latin1')),
      'xml_encoding',
    ],
    ['of texts that are cut off', oneText('<sst><si><t>a</t></si>'), 'xml_broken'],
    ['with a DTD', withPart(`<!DOCTYPE x [<!ENTITY b "7">]>${withoutDeclaration(sevenXml)}`), 'xml_doctype'],
    ['with an entity from outside', withPart('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), 'xml_doctype'],
    ['with an entity of no meaning', withCells('<c t="str"><v>&b;</v></c>'), 'xml_broken'],
    ['with a NUL', withCells('<c t="str"><v>&#0;</v></c>'), 'xml_broken'],
    ['with an attribute twice', withCells('<c t="n" t="s"><v>0</v></c>'), 'xml_broken'],
    ['with tags in tags', withPart('<worksheet>'.repeat(1000)), 'part_unusual'],
    ['with a tag of 5 MB', withCells(`<c a="${'a'.repeat(5_000_000)}"/>`), 'part_unusual'],
  ])('%s stops the file', async (_, bytes, stopped) => {
    expect(await verdictOf(bytes)).toEqual({ stopped: `workbook.${stopped}` });
  });

  it.each([
    ['in UTF-16', sevenIn({ parts: { [sheetPart]: utf16(sevenXml), [listPart]: utf16(listXml).swap16() } })],
    ['in UTF-16 without a mark', withPart(utf16(sevenXml, ''))],
    ['in UTF-16 without a mark, big end first', withPart(utf16(sevenXml, '').swap16())],
    ['in UTF-8 that says UTF-16', withPart(sevenXml.replace('UTF-8', 'utf-16'))],
    ['with a mark of UTF-8', withPart(`\uFEFF${sevenXml}`)],
    ['without a declaration', withPart(withoutDeclaration(sevenXml))],
    ['with prefixes', sevenIn({ parts: { [sheetPart]: prefixed(sevenXml), [listPart]: prefixed(listXml) } })],
    [
      'with white space and comments',
      withPart(sheetXml(`\n <!-- <row/> --> ${oneRow.replaceAll('><', '>\n<')} `)),
    ],
  ])('%s is read', async (_, bytes) => {
    expect(await verdictOf(bytes)).toEqual(seven);
  });
});

describe('the parts of a workbook', () => {
  const twice = [
    { name: '奖金A', xml: '' },
    { name: '奖金a', xml: '' },
  ];

  it.each([
    ['without the list of sheets', sevenIn({ parts: { [listPart]: null } }), 'part_missing'],
    ['without a sheet', sevenIn({ parts: { [sheetPart]: null } }), 'part_missing'],
    ['without the texts', withCells('', { strings: '', parts: { [stringsPart]: null } }), 'part_missing'],
    [
      'with a sheet outside',
      related([sheetAt('http://127.0.0.1/a', ' TargetMode="External"')]),
      'part_missing',
    ],
    ['with a sheet that nothing names', related([]), 'part_missing'],
    ['with one relationship twice', related([usual, sheetAt('worksheets/sheet2.xml')]), 'part_unusual'],
    [
      'with two tables of texts',
      related([usual, ['a', 'sharedStrings', 'a'], ['b', 'sharedStrings', 'b']]),
      'part_unusual',
    ],
    ['with a sheet that is something else', withPart('<chartsheet/>'), 'part_unusual'],
    ['with texts that are something else', oneText('<x><si/></x>'), 'part_unusual'],
    ['with styles that are something else', sevenIn({ parts: { 'xl/styles.xml': '<x/>' } }), 'part_unusual'],
    ['with a format of 1001 characters', sevenIn({ formats: ['0'.repeat(1001)] }), 'part_unusual'],
    ['with two sheets of one name', writeBook({ sheets: twice }), 'sheet_twice'],
  ])('%s stop the file', async (_, bytes, stopped) => {
    expect(await verdictOf(bytes)).toEqual({ stopped: `workbook.${stopped}` });
  });

  it.each([
    ['of the strict edition', sevenIn({ strict: true })],
    ['in capitals', sevenIn({ parts: { [sheetPart]: null, [sheetPart.toUpperCase()]: sevenXml } })],
    ['as on Windows', sevenIn({ parts: { [sheetPart]: null, 'xl\\worksheets\\sheet1.xml': sevenXml } })],
    ['named from the root', related([sheetAt('/xl/worksheets/sheet1.xml')])],
    ['named from above', related([sheetAt('../xl/./worksheets/sheet1.xml')])],
    ['named as on Windows', related([sheetAt('worksheets\\sheet1.xml')])],
    [
      'named as in a web address',
      related([sheetAt(encodeURI('工作表 1.xml'))], { 'xl/工作表 1.xml': sevenXml }),
    ],
    ['without styles', related([usual], { 'xl/styles.xml': null })],
    [
      'with links to what is gone',
      related([usual, ['a', 'externalLink', 'file:///C:/gone', ' TargetMode="External"']]),
    ],
    ['with a chart before the sheet', withChart()],
  ])('%s are found', async (_, bytes) => {
    expect(await verdictOf(bytes)).toEqual(seven);
  });
});

function withChart(): Buffer {
  const parts = {
    ...bookParts({ sheets: [{ xml: '' }, { xml: oneRow }] }),
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'chartsheet', 'chartsheets/sheet1.xml'],
      ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
    ]),
  };
  return writeZip(Object.entries(parts).map(([name, content]) => ({ name, content })));
}
