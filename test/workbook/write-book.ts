// Writes a small workbook by hand: its parts as strings, each of which a test may replace or leave out.

import { writeZip, type ZipForm, type ZipPart } from './write-zip.ts';

export interface BookSheet {
  readonly name?: string;
  /** The elements of the sheet's rows, or the whole part where it begins with <. */
  readonly xml: string;
  readonly state?: string;
  readonly before?: string;
  readonly behind?: string;
}

export interface BookForm extends ZipForm {
  readonly sheets?: readonly BookSheet[];
  /** The <si> elements of the shared strings; undefined: the part is absent. */
  readonly strings?: string;
  /** Number formats: of style 1, 2 and so on. A number is one that is built in. */
  readonly formats?: readonly (string | number)[];
  readonly bookPr?: string;
  readonly bookEnd?: string;
  /** In the place of a part of that name, or besides. Null: the part is absent. */
  readonly parts?: Readonly<Record<string, string | Buffer | null>>;
  /** How a part of that name stands in the zip. */
  readonly lies?: Readonly<Record<string, Partial<ZipPart>>>;
  /** More entries behind all others. */
  readonly more?: readonly ZipPart[];
  /** Undefined: the transitional edition of the standard. */
  readonly strict?: boolean;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictTypes = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

export function sheetXml(rows: string, before = '', behind = ''): string {
  return `${declaration}<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`;
}

export function relationships(
  list: readonly (readonly [id: string, type: string, target: string, more?: string])[],
  base = transitional,
): string {
  const items = list.map(
    ([id, type, target, more = '']) =>
      `<Relationship Id="${id}" Type="${base}/${type}" Target="${target}"${more}/>`,
  );
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

function stylesXml(formats: readonly (string | number)[]): string {
  const own = formats.flatMap((format, index) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>`] : [],
  );
  const styles = [0, ...formats.map((format, index) => (typeof format === 'string' ? 200 + index : format))];
  const xfs = styles.map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`);
  return `${declaration}<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A text as it stands in a cell: with escapes for what XML or a spreadsheet would take for something else. */
export function escapedText(text: string): string {
  const written = text.replaceAll(/_(?=x[0-9a-fA-F]{4}_)|[\p{Cc}\uFFFE\uFFFF]/gu, (character) => {
    return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
  return escaped(written).replaceAll('>', '&gt;');
}

export function bookParts({
  sheets = [{ xml: '' }],
  strings,
  formats = [],
  bookPr = '',
  bookEnd = '',
  strict = false,
}: BookForm): Record<string, string | Buffer> {
  const base = strict ? strictTypes : transitional;
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
  );
  const sheetParts = sheets.map(({ xml, before, behind }, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    xml.startsWith('<?xml') || xml.startsWith('<worksheet') ? xml : sheetXml(xml, before, behind),
  ]);
  const ofBook = [
    ...sheets.map(
      (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
    ),
    ['rIdS', 'styles', 'styles.xml'] as const,
    ...(strings === undefined ? [] : [['rIdT', 'sharedStrings', 'sharedStrings.xml'] as const]),
  ];
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']], base),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${base}">${bookPr}<sheets>${listed.join('')}</sheets>${bookEnd}</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(ofBook, base),
    'xl/styles.xml': stylesXml(formats),
    ...(strings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${strings}</sst>` }),
    ...Object.fromEntries(sheetParts),
  };
}

export function writeBook(form: BookForm): Buffer {
  const parts = Object.entries({ ...bookParts(form), ...form.parts });
  const entries = parts.flatMap(([name, content]): readonly ZipPart[] =>
    content === null ? [] : [{ name, content, ...form.lies?.[name] }],
  );
  return writeZip([...entries, ...(form.more ?? [])], form);
}
