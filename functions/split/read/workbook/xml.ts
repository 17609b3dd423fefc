// Reads the XML of a part piece by piece. Read to its end, the part was one whole document:
//
// - in UTF-8 or UTF-16, to the last byte;
// - with its root element closed: a part that is cut off shows here even where the zip is whole;
// - without a DTD, so no entity stands for anything but a character;
// - with no more levels, and no longer piece between two tags, than any workbook has. Else they would fill the memory.
//
// Elements are known by their names without a prefix: programs write prefixes as they like.

import { SaxesParser } from 'saxes';

import { say } from '../../../../shared/words/say.ts';
import { shown } from '../../../../shared/words/show.ts';
import type { Bytes } from '../bytes.ts';
import { StopFile } from '../stop-file.ts';
import { checkEncoding, XmlText } from './xml-text.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What is done with the tags and texts of a part. `level` is 1 for the root. */
export interface XmlHandler {
  readonly open: (name: string, level: number, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (level: number) => void;
}

const mostLevels = 256;
const mostCharsWithoutTag = 4 * 1024 * 1024;
const parserOptions = {
  xmlns: false,
  position: false,
  forceXMLVersion: true,
  defaultXMLVersion: '1.0',
} as const;

/** Yields after each chunk, when all its tags have been handled. */
export async function* readXml(part: string, bytes: Bytes, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new PartParser(part, handler);
  for await (const chunk of bytes) {
    parser.take(chunk);
    yield;
  }
  parser.end();
}

/** Reads a part that is small enough to be handled at once. */
export async function readWholeXml(part: string, bytes: Bytes, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(part, bytes, handler));
}

class PartParser {
  readonly #part: string;
  readonly #parser = new SaxesParser(parserOptions);
  readonly #text: XmlText;
  #level = 0;
  #charsWithoutTag = 0;

  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    this.#text = new XmlText(part);
    const parser = this.#parser;
    parser.on('error', () => {
      throw this.#stop('workbook.xml_broken');
    });
    parser.on('doctype', () => {
      throw this.#stop('workbook.xml_doctype');
    });
    parser.on('xmldecl', ({ encoding }) => checkEncoding(part, encoding));
    parser.on('opentag', ({ name, attributes }) => {
      this.#level += 1;
      this.#charsWithoutTag = 0;
      if (this.#level > mostLevels) throw this.#stop('workbook.part_unusual');
      handler.open(localName(name), this.#level, attributes);
    });
    parser.on('closetag', () => {
      handler.close?.(this.#level);
      this.#charsWithoutTag = 0;
      this.#level -= 1;
    });
    const { text } = handler;
    if (!text) return;
    parser.on('text', text);
    parser.on('cdata', text);
  }

  take(chunk: Buffer): void {
    this.#write(this.#text.take(chunk));
  }

  end(): void {
    this.#write(this.#text.end());
    this.#parser.close();
  }

  #write(text: string): void {
    this.#charsWithoutTag += text.length;
    this.#parser.write(text);
    if (this.#charsWithoutTag > mostCharsWithoutTag) throw this.#stop('workbook.part_unusual');
  }

  #stop(why: 'workbook.xml_broken' | 'workbook.xml_doctype' | 'workbook.part_unusual'): StopFile {
    return new StopFile(say(why, { part: shown(this.#part) }));
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The attribute of that name, whatever its prefix. For tags that come once or seldom. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}

/** How XML Schema writes a yes. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
