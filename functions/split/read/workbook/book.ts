// Reads the list of a workbook: its sheets in their order, its names, and what concerns the cells of all sheets.

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import { StopFile } from '../stop-file.ts';
import { kindOfZip, maxListBytes, missing, unusual, type Parts, type Relationship } from './parts.ts';
import { unescapedText } from './string-item.ts';
import { attributeOf, isTrue, readWholeXml, type Attributes } from './xml.ts';

export interface Book {
  /** The worksheets. */
  readonly sheets: readonly { readonly name: string; readonly visible: boolean; readonly part: string }[];
  readonly definedNames: ReadonlyMap<string, string>;
  /** Days are counted from 1904, as old books of a Mac do. */
  readonly from1904: boolean;
  /** The book is to be calculated anew when it is opened: no result in it may be trusted. */
  readonly recalculates: boolean;
  /** Undefined: no cell refers to a text there. */
  readonly sharedStrings: string | undefined;
  /** Undefined: no cell has a style. */
  readonly styles: string | undefined;
}

export async function readBook(parts: Parts): Promise<Book> {
  const part = await bookPart(parts);
  const relationships = await parts.relationshipsOf(part);
  const read = new BookReader(part);
  await readWholeXml(part, parts.read(part, maxListBytes), read);
  return {
    sheets: worksheets(read.sheets, relationships),
    definedNames: new Map([...read.localNames, ...read.names]),
    from1904: read.from1904,
    recalculates: read.recalculates,
    sharedStrings: onlyPart(relationships, 'sharedStrings', part),
    styles: onlyPart(relationships, 'styles', part),
  };
}

async function bookPart(parts: Parts): Promise<string> {
  const relationships = await parts.relationshipsOf('');
  const part = onlyPart(relationships, 'officeDocument', '_rels/.rels');
  if (part === undefined) throw new StopFile(kindOfZip(parts.names));
  if (!parts.has(part)) throw missing(part);
  if (part.toLowerCase().endsWith('.bin')) throw new StopFile(say('workbook.xlsb'));
  return part;
}

function onlyPart(relationships: readonly Relationship[], type: string, where: string): string | undefined {
  const [first, ...more] = relationships.filter((each) => each.type === type && each.part !== undefined);
  if (more.length > 0) throw unusual(where);
  return first?.part;
}

interface ListedSheet {
  readonly name: string;
  readonly visible: boolean;
  readonly relationship: string;
}

/** The sheets that have cells. A chart or a dialog may be a sheet too. */
function worksheets(sheets: readonly ListedSheet[], relationships: readonly Relationship[]): Book['sheets'] {
  const names = new Set<string>();
  const byId = new Map(relationships.map((each) => [each.id, each]));
  return sheets.flatMap(({ name, visible, relationship }) => {
    if (names.has(name.toLowerCase()))
      throw new StopFile(say('workbook.sheet_twice', { sheet: shown(name) }));
    names.add(name.toLowerCase());
    const { type, part } = byId.get(relationship) ?? {};
    if (type !== undefined && type !== 'worksheet') return [];
    if (part === undefined) throw missing(name);
    return [{ name, visible, part }];
  });
}

class BookReader {
  readonly sheets: ListedSheet[] = [];
  readonly names = new Map<string, string>();
  /** Names that hold in one sheet only. */
  readonly localNames = new Map<string, string>();
  from1904 = false;
  recalculates = false;
  readonly #part: string;
  #section = '';
  #name: { readonly name: string; readonly isLocal: boolean; text: string } | undefined;

  constructor(part: string) {
    this.#part = part;
  }

  readonly open = (name: string, level: number, attributes: Attributes): void => {
    if (level === 1 && name !== 'workbook') throw new StopFile(say('workbook.zip_without_workbook'));
    if (level === 2) {
      if (name === 'sheets' && this.sheets.length > 0) throw unusual(this.#part);
      this.#section = name;
      if (name === 'workbookPr') this.from1904 = isTrue(attributes['date1904']);
      if (name === 'calcPr') this.recalculates = isTrue(attributes['fullCalcOnLoad']);
    }
    if (level !== 3) return;
    if (this.#section === 'sheets' && name === 'sheet') this.sheets.push(listedSheet(attributes));
    if (this.#section === 'definedNames' && name === 'definedName')
      this.#name = {
        name: attributes['name'] ?? '',
        isLocal: attributes['localSheetId'] !== undefined,
        text: '',
      };
  };

  readonly text = (text: string): void => {
    if (this.#name) this.#name.text += text;
  };

  readonly close = (level: number): void => {
    if (level !== 3 || !this.#name) return;
    const { name, isLocal, text } = this.#name;
    (isLocal ? this.localNames : this.names).set(name, text);
    this.#name = undefined;
  };
}

function listedSheet(attributes: Attributes): ListedSheet {
  const state = attributes['state'] ?? 'visible';
  return {
    name: unescapedText(attributes['name'] ?? ''),
    visible: state === 'visible',
    relationship: attributeOf(attributes, 'id') ?? '',
  };
}
