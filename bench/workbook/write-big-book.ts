// Writes a workbook of any size as Excel does: texts in a table that cells refer to by number. One stream after the other, so it
// needs the memory of a few rows.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface BigBook {
  readonly rows: number;
  /** Of fifteen. These have a text of its own in each row; the others share a few. */
  readonly ownTexts: number;
}

export const columns = 15;
const sharedTexts = 40;
const rowsOfPiece = 500;
const xmlns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export async function writeBigBook(path: string, book: BigBook): Promise<void> {
  const file = createWriteStream(path);
  const zip = new ZipStream(file);
  await zip.add('_rels/.rels', [relationships(relationship('r1', 'officeDocument', 'xl/workbook.xml'))]);
  await zip.add('xl/workbook.xml', [
    `<workbook xmlns="${xmlns}" xmlns:r="${types}"><sheets><sheet name="奖金" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ]);
  await zip.add('xl/_rels/workbook.xml.rels', [
    relationships(
      relationship('r1', 'worksheet', 'worksheets/sheet1.xml') +
        relationship('r2', 'sharedStrings', 'sharedStrings.xml') +
        relationship('r3', 'styles', 'styles.xml'),
    ),
  ]);
  await zip.add('xl/styles.xml', [
    `<styleSheet xmlns="${xmlns}"><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  ]);
  await zip.add('xl/worksheets/sheet1.xml', sheetPieces(book));
  await zip.add('xl/sharedStrings.xml', textPieces(book));
  zip.end();
  await finished(file);
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`;
}

function relationships(items: string): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`;
}

function* sheetPieces({ rows, ownTexts }: BigBook): Generator<string> {
  yield `<worksheet xmlns="${xmlns}"><sheetData>`;
  for (let from = 1; from <= rows; from += rowsOfPiece) {
    let piece = '';
    for (let row = from; row < from + rowsOfPiece && row <= rows; row += 1) piece += rowOf(row, ownTexts);
    yield piece;
  }
  yield '</sheetData></worksheet>';
}

/** Texts of its own, then an amount, a date, and texts that rows share. */
function rowOf(row: number, ownTexts: number): string {
  let cells = '';
  for (let column = 0; column < columns; column += 1) {
    const place = `${String.fromCharCode(65 + column)}${row}`;
    if (column < ownTexts)
      cells += `<c r="${place}" t="s"><v>${sharedTexts + (row - 1) * ownTexts + column}</v></c>`;
    else if (column === ownTexts) cells += `<c r="${place}" s="1"><v>${1000 + (row % 9000)}.25</v></c>`;
    else if (column === ownTexts + 1) cells += `<c r="${place}" s="2"><v>${45_658 + (row % 300)}</v></c>`;
    else cells += `<c r="${place}" t="s"><v>${(row + column) % sharedTexts}</v></c>`;
  }
  return `<row r="${row}" spans="1:${columns}">${cells}</row>`;
}

function* textPieces({ rows, ownTexts }: BigBook): Generator<string> {
  yield `<sst xmlns="${xmlns}">`;
  let shared = '';
  for (let text = 0; text < sharedTexts; text += 1) shared += `<si><t>2026 年 ${text} 月绩效奖金</t></si>`;
  yield shared;
  for (let from = 0; from < rows * ownTexts; from += rowsOfPiece) {
    let piece = '';
    for (let text = from; text < from + rowsOfPiece && text < rows * ownTexts; text += 1)
      piece += `<si><t>7${String(text * 7919).padStart(18, '0')}</t></si>`;
    yield piece;
  }
  yield '</sst>';
}

/** A zip that is written from front to back: sizes and checksums follow the entries. */
class ZipStream {
  readonly #file: NodeJS.WritableStream;
  readonly #directory: Buffer[] = [];
  #at = 0;

  constructor(file: NodeJS.WritableStream) {
    this.#file = file;
  }

  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const at = this.#at;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 6);
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(name.length, 26);
    await this.#write(Buffer.concat([header, Buffer.from(name)]));
    let [crc, bytes, packed] = [0, 0, 0];
    const counted = function* counted() {
      for (const piece of pieces) {
        const buffer = Buffer.from(piece);
        crc = crc32(buffer, crc);
        bytes += buffer.length;
        yield buffer;
      }
    };
    for await (const chunk of Readable.from(counted()).pipe(createDeflateRaw())) {
      packed += chunk.length;
      await this.#write(chunk);
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packed, 20);
    entry.writeUInt32LE(bytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    this.#directory.push(entry, Buffer.from(name));
  }

  end(): void {
    const directory = Buffer.concat(this.#directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#directory.length / 2, 8);
    end.writeUInt16LE(this.#directory.length / 2, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#at, 16);
    this.#file.end(Buffer.concat([directory, end]));
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#at += bytes.length;
    if (!this.#file.write(bytes)) await new Promise((resolve) => this.#file.once('drain', resolve));
  }
}
