// The parts of a workbook, found by their relationships and never by their usual names. Names are the same whatever their
// capitals, and a zip from Windows may have \ between folders.

import { say, type Say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { Bytes } from '../bytes.ts';
import { StopFile } from '../stop-file.ts';
import type { RandomAccess } from './random-access.ts';
import { attributeOf, readWholeXml } from './xml.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { readZipPart } from './zip-part.ts';

export interface Limits {
  /** Throws when the time is up. Called with each chunk that is read. */
  readonly checkTime: () => void;
  /** The most bytes of a sheet, unpacked. */
  readonly maxFileBytes: number;
}

export interface Relationship {
  readonly id: string;
  /** The last segment of the type: worksheet, styles. The rest differs between the two editions of the standard. */
  readonly type: string;
  /** The full name of the part; undefined where it lies outside the workbook. */
  readonly part: string | undefined;
}

/** Parts that list other parts are far below it. */
export const maxListBytes = 16 * 1024 * 1024;

export class Parts {
  readonly #source: RandomAccess;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #checkTime: () => void;

  private constructor(source: RandomAccess, entries: ReadonlyMap<string, ZipEntry>, checkTime: () => void) {
    this.#source = source;
    this.#entries = entries;
    this.#checkTime = checkTime;
  }

  static async open(source: RandomAccess, checkTime: () => void): Promise<Parts> {
    return new Parts(source, await readZipDirectory(source), checkTime);
  }

  has(part: string): boolean {
    return this.#entries.has(part.toLowerCase());
  }

  get names(): readonly string[] {
    return [...this.#entries.values()].map(({ name }) => name);
  }

  /** `title`: the part as a person knows it, who is told of its faults. */
  read(part: string, maxBytes: number, title = part): Bytes {
    const entry = this.#entries.get(part.toLowerCase());
    if (!entry) throw missing(title);
    return readZipPart(this.#source, { ...entry, title }, maxBytes, this.#checkTime);
  }

  /** The relationships of a part, or of the whole package for ''. Empty where it has none. */
  async relationshipsOf(part: string): Promise<readonly Relationship[]> {
    const folder = part.slice(0, part.lastIndexOf('/') + 1);
    const list = `${folder}_rels/${part.slice(folder.length)}.rels`;
    const found = new Map<string, Relationship>();
    if (!this.has(list)) return [];
    await readWholeXml(list, this.read(list, maxListBytes), {
      open: (name, level, attributes) => {
        if (level !== 2 || name !== 'Relationship') return;
        const [id, type, target] = ['Id', 'Type', 'Target'].map((key) => attributeOf(attributes, key) ?? '');
        if (id === undefined || found.has(id)) throw unusual(list);
        const isOutside = attributeOf(attributes, 'TargetMode') === 'External';
        found.set(id, {
          id,
          type: type?.slice(type.lastIndexOf('/') + 1) ?? '',
          part: isOutside ? undefined : this.#resolve(folder, target ?? ''),
        });
      },
    });
    return [...found.values()];
  }

  /** The name of the part that a target means, from the root or from the folder of the part that names it. */
  #resolve(folder: string, target: string): string {
    const path = target.replaceAll('\\', '/');
    const segments: string[] = [];
    for (const segment of (path.startsWith('/') ? path : folder + path).split('/')) {
      if (segment === '..') segments.pop();
      else if (segment !== '' && segment !== '.') segments.push(segment);
    }
    const part = segments.join('/');
    return this.has(part) ? part : unescaped(part);
  }
}

/** Some programs write 工作表 or a blank in a target as in a web address. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function missing(part: string): StopFile {
  return new StopFile(say('workbook.part_missing', { part: shown(part) }));
}

export function unusual(part: string): StopFile {
  return new StopFile(say('workbook.part_unusual', { part: shown(part) }));
}

/** What a zip is that holds no workbook of the kind that is read. */
export function kindOfZip(names: readonly string[]): Say {
  if (names.some((name) => /(?:^|\/)workbook\.bin$/i.test(name))) return say('workbook.xlsb');
  if (names.includes('mimetype') && names.includes('content.xml')) return say('workbook.ods');
  if (names.some((name) => name.endsWith('.iwa'))) return say('workbook.numbers');
  const inner = names.find((name) => /\.(?:xlsx|xlsm|xls|csv)$/i.test(name));
  // A document of Word may hold a workbook too.
  if (inner !== undefined && !names.includes('[Content_Types].xml'))
    return say('workbook.zip_around', { name: shown(inner) });
  return say('workbook.zip_without_workbook');
}
