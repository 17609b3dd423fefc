// Workbooks that are damaged: as a zip, in the text of a part, or by what the zip says of itself. Each gives exactly its rows, or is
// stopped with a sentence. No row is lost in silence.

import { deflateRawSync } from 'node:zlib';

import fc from 'fast-check';

import { numberCell } from '../../functions/split/read/workbook/number-cell.ts';
import { readNumberFormat } from '../../functions/split/read/workbook/number-format.ts';
import { bookParts, escapedText, type BookForm } from '../workbook/write-book.ts';
import { verdictOf, type Verdict } from '../workbook/verdict.ts';
import { writeCompoundFile } from '../workbook/write-compound-file.ts';
import { writeZip, type ZipPart } from '../workbook/write-zip.ts';
import { damage } from './damage.ts';
import { check, type Property } from './property.ts';
import { checkSentence } from './sentence.ts';

const sheetPart = 'xl/worksheets/sheet1.xml';
const readParts = [
  sheetPart,
  'xl/sharedStrings.xml',
  'xl/styles.xml',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  '_rels/.rels',
];

interface Cell {
  readonly kind: 'shared' | 'inline' | 'number' | 'formula';
  readonly text: string;
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('shared', 'inline', 'formula'),
    text: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      fc.constantFrom('7012345678901234567', '奖金', '2026-01-05', '_x000D_', ' a ', ']]>', '<row/>'),
    ),
  }),
  fc.record({
    kind: fc.constant('number'),
    text: fc.nat({ max: 9_999_999 }).map((cents) => String(cents / 100)),
  }),
);

interface FuzzBook {
  readonly rows: readonly (readonly Cell[])[];
  readonly parts: Readonly<Record<string, string | Buffer>>;
}

const book: fc.Arbitrary<FuzzBook> = fc
  .record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
    saysPlace: fc.boolean(),
    strict: fc.boolean(),
  })
  .map(({ rows, saysPlace, strict }) => {
    const strings: string[] = [];
    const xmlOf = ({ kind, text }: Cell, place: string) => {
      const xml = escapedText(text);
      if (kind === 'number') return `<c${place}><v>${text}</v></c>`;
      if (kind === 'formula') return `<c${place} t="str"><f>A1</f><v>${xml}</v></c>`;
      if (kind === 'inline') return `<c${place} t="inlineStr"><is><t>${xml}</t></is></c>`;
      return `<c${place} t="s"><v>${strings.push(`<si><t>${xml}</t></si>`) - 1}</v></c>`;
    };
    const xml = rows.map((cells, row) => {
      const inner = cells.map((each, column) =>
        xmlOf(each, saysPlace ? ` r="${'ABCD'.charAt(column)}${row + 1}"` : ''),
      );
      return `<row${saysPlace ? ` r="${row + 1}"` : ''}>${inner.join('')}</row>`;
    });
    const form: BookForm = { sheets: [{ xml: xml.join('') }], strict };
    return { rows, parts: bookParts({ ...form, strings: strings.join('') }) };
  });

const form = fc.record({ zip64: fc.boolean(), comment: fc.constantFrom('', 'made by hand') });
const packing = fc.record({ method: fc.constantFrom(0, 8), sizesFollow: fc.boolean() });

function entriesOf({ parts }: FuzzBook, pack: Partial<ZipPart>): readonly ZipPart[] {
  return Object.entries(parts).map(([name, content]) => ({ name, content, ...pack }));
}

/** The verdict as text, to compare it. */
function told(verdict: Verdict): string {
  return 'stopped' in verdict
    ? 'stopped'
    : JSON.stringify(verdict.rows.map(({ row, cells, marks }) => [row, cells, marks?.size ?? 0]));
}

function expected({ rows }: FuzzBook): string {
  return JSON.stringify(rows.map((cells, row) => [row + 1, cells.map(({ text }) => text), 0]));
}

async function readsRightOrStops(bytes: Buffer, whole: FuzzBook): Promise<void> {
  const read = told(await verdictOf(bytes));
  check(read === 'stopped' || read === expected(whole), `${read} is not ${expected(whole)}`);
}

const wholeBooks: Property = {
  name: 'a workbook gives its rows, however it is packed',
  property: fc.asyncProperty(book, packing, form, async (whole, pack, zip) => {
    const read = told(await verdictOf(writeZip(entriesOf(whole, pack), zip)));
    check(read === expected(whole), `${read} is not ${expected(whole)}`);
  }),
};

const damagedZips: Property = {
  name: 'a workbook whose bytes are damaged gives exactly its rows or is stopped',
  property: fc.asyncProperty(book, packing, form, damage, async (whole, pack, zip, spoil) => {
    await readsRightOrStops(spoil(writeZip(entriesOf(whole, pack), zip)), whole);
  }),
  share: 3,
};

const changedBytes: Property = {
  name: 'a workbook in which one byte of a part is changed is stopped',
  property: fc.asyncProperty(
    book,
    fc.constantFrom(0, 8),
    fc.constantFrom(...readParts),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.integer({ min: 1, max: 255 }),
    async (whole, method, part, share, change) => {
      const content = Buffer.from(whole.parts[part] ?? '');
      const packed = method === 0 ? content : deflateRawSync(content);
      const bytes = writeZip(entriesOf(whole, { method }));
      const at = bytes.indexOf(packed) + Math.floor(share * packed.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
      // Deflated, a byte may have bits that say nothing.
      if (method === 8) await readsRightOrStops(bytes, whole);
      else check('stopped' in (await verdictOf(bytes)), 'it was read');
    },
  ),
};

const number = fc.oneof(fc.nat({ max: 500 }), fc.constantFrom(0, 0xffff, 0xffffffff, 2 ** 31, 2 ** 32 - 2));
const lie = fc.record({
  says: fc.record({ bytes: number, packedBytes: number, crc: number, at: number }, { requiredKeys: [] }),
  header: fc.record({ bytes: number, method: fc.constantFrom(0, 8, 12) }, { requiredKeys: [] }),
  sizesFollow: fc.boolean(),
});

const lyingZips: Property = {
  name: 'a workbook whose zip lies about sizes, places and checksums gives exactly its rows or is stopped',
  property: fc.asyncProperty(
    book,
    fc.dictionary(fc.nat({ max: 5 }).map(String), lie, { minKeys: 1, maxKeys: 3 }),
    form,
    async (whole, lies, zip) => {
      const entries = entriesOf(whole, {}).map((entry, index) => ({ ...entry, ...lies[String(index)] }));
      await readsRightOrStops(writeZip(entries, zip), whole);
    },
  ),
};

const swappedZips: Property = {
  name: 'a workbook whose parts have each others names gives exactly its rows or is stopped',
  property: fc.asyncProperty(book, fc.nat({ max: 5 }), fc.nat({ max: 5 }), async (whole, one, other) => {
    const entries = [...entriesOf(whole, {})];
    const [a, b] = [entries[one], entries[other]];
    if (!a || !b) return;
    [entries[one], entries[other]] = [
      { ...a, name: b.name },
      { ...b, name: a.name },
    ];
    await readsRightOrStops(writeZip(entries), whole);
  }),
  share: 0.3,
};

const cutParts: Property = {
  name: 'a workbook with a part that is cut off is stopped, though its zip is whole',
  property: fc.asyncProperty(
    book,
    fc.constantFrom(...readParts),
    fc.double({ min: 0, max: 1, noNaN: true }),
    async (whole, part, share) => {
      const content = Buffer.from(whole.parts[part] ?? '');
      const cut = content.subarray(0, Math.floor(share * (content.length - 1)));
      const verdict = await verdictOf(
        writeZip(entriesOf({ ...whole, parts: { ...whole.parts, [part]: cut } }, {})),
      );
      check('stopped' in verdict, 'it was read');
    },
  ),
};

const damagedParts: Property = {
  name: 'of a workbook whose sheet is damaged no row is lost in silence',
  property: fc.asyncProperty(book, damage, async (whole, spoil) => {
    const sheet = spoil(Buffer.from(whole.parts[sheetPart] ?? ''));
    const verdict = await verdictOf(
      writeZip(entriesOf({ ...whole, parts: { ...whole.parts, [sheetPart]: sheet } }, {})),
    );
    if ('stopped' in verdict) return;
    const filled = [...sheet.toString().matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].filter(([, cells = '']) =>
      /<[vt]\b[^>]*>[^<]/.test(cells),
    );
    check(verdict.rows.length === filled.length, `${verdict.rows.length} of ${filled.length} rows`);
  }),
};

const otherParts: Property = {
  name: 'a workbook with any other part damaged is read or stopped',
  property: fc.asyncProperty(
    book,
    fc.constantFrom('xl/workbook.xml', 'xl/styles.xml', 'xl/sharedStrings.xml', 'xl/_rels/workbook.xml.rels'),
    damage,
    async (whole, part, spoil) => {
      const spoilt = spoil(Buffer.from(whole.parts[part] ?? ''));
      const bytes = writeZip(entriesOf({ ...whole, parts: { ...whole.parts, [part]: spoilt } }, {}));
      if (part !== 'xl/sharedStrings.xml') {
        await readsOrStops(bytes, whole);
        return;
      }
      const verdict = await verdictOf(bytes);
      check('stopped' in verdict || verdict.rows.length <= whole.rows.length, 'rows came from nowhere');
    },
  ),
};

/** Another list of sheets may name none, and other styles may show numbers otherwise: rows then differ only in numbers. */
async function readsOrStops(bytes: Buffer, whole: FuzzBook): Promise<void> {
  const verdict = await verdictOf(bytes).catch((error: unknown) => {
    if (error instanceof Error && error.message === 'the book has no sheet 0') return { stopped: 'no sheet' };
    throw error;
  });
  check('stopped' in verdict || verdict.rows.length === whole.rows.length, 'rows are lost');
}

const beginnings = fc.constantFrom(
  Buffer.from('504b0304', 'hex'),
  Buffer.from('504b0506', 'hex'),
  Buffer.from('<?xml version="1.0"?>'),
  Buffer.of(),
);

const anyBytes: Property = {
  name: 'any bytes under the name of a workbook are stopped',
  property: fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 2000 }), async (begin, rest) => {
    check('stopped' in (await verdictOf(Buffer.concat([begin, rest]))), 'they were read');
  }),
};

const oldFiles: Property = {
  name: "a damaged file in Microsoft's older container is stopped",
  property: fc.asyncProperty(
    fc.array(fc.constantFrom('Root Entry', 'Workbook', 'EncryptedPackage', 'x'), {
      minLength: 1,
      maxLength: 40,
    }),
    fc.constantFrom(9, 12),
    damage,
    async (names, shift, spoil) => {
      check('stopped' in (await verdictOf(spoil(writeCompoundFile(names, shift)))), 'it was read');
    },
  ),
};

const formatCode = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '0',
        '#',
        '?',
        '.',
        ',',
        '%',
        ';',
        '"',
        '\\',
        '[',
        ']',
        '_',
        '*',
        '!',
        '@',
        '/',
        'E+',
        'General',
      ),
      fc.constantFrom(
        'y',
        'm',
        'd',
        'h',
        's',
        '[h]',
        '[>=100]',
        '[$￥-804]',
        '"万"',
        '"元"',
        'AM/PM',
        '0.00',
        '#,##0',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((tokens) => tokens.join(''));

const formats: Property = {
  name: 'any number under any format is a text, and what is said of it is a sentence',
  property: fc.asyncProperty(
    formatCode,
    fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -100, max: 3_000_000 })),
    fc.boolean(),
    (code, value, from1904) => {
      const read = numberCell(String(value), readNumberFormat(code), from1904);
      check(read !== undefined || Math.abs(value) > 1e300, 'it is no number');
      check(read?.text !== '', 'it is empty');
      check(!/e/i.test(read?.text ?? ''), `${read?.text} has an exponent`);
      if (read?.mark) checkSentence(read.mark.say);
      return Promise.resolve();
    },
  ),
  share: 3,
};

export const workbookProperties: readonly Property[] = [
  wholeBooks,
  damagedZips,
  changedBytes,
  lyingZips,
  swappedZips,
  cutParts,
  damagedParts,
  otherParts,
  anyBytes,
  oldFiles,
  formats,
];
