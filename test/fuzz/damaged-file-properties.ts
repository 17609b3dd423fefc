// Damaged files: all valid records are read, or the file is stopped with a sentence. No record is lost or read twice.

import fc from 'fast-check';

import { cutting, damage } from './damage.ts';
import { check, type Property } from './property.ts';
import { anyFile, jsonFile, ndjsonFile, operation } from './record-files.ts';
import { readFile, told } from './read-file.ts';

const isBlank = (text: string) => /^[ \t\r\n]*$/.test(text);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

const damaged: Property = {
  name: 'a damaged file is read or stopped, and says the same however its bytes are cut',
  property: fc.asyncProperty(anyFile, damage, cutting, cutting, async (file, spoil, sizes, others) => {
    const bytes = spoil(file.bytes);
    const [one, other] = [
      await readFile(operation, file.name, bytes, sizes),
      await readFile(operation, file.name, bytes, others),
    ];
    check(told(one) === told(other), `${told(one)} is not ${told(other)}`);
  }),
};

const eachLine: Property = {
  name: 'of a damaged NDJSON file each line is read for itself, or the file is not UTF-8',
  property: fc.asyncProperty(
    ndjsonFile.filter(({ name }) => name === 'file.ndjson'),
    damage,
    cutting,
    async (file, spoil, sizes) => {
      const bytes = spoil(file.bytes);
      const read = await readFile(operation, file.name, bytes, sizes);
      const text = textOf(bytes);
      if (read.kind === 'stopped') {
        check(text === undefined || /gzip|UTF-16|Excel/.test(read.why), `stopped for nothing: ${read.why}`);
        return;
      }
      check(text !== undefined, 'read, though it is not UTF-8');
      const whole = (text ?? '').split('\n').filter((line) => !isBlank(line));
      check(read.records.length === whole.length, `${read.records.length} of ${whole.length} lines`);
      for (const [index, line] of whole.entries()) {
        const value = parsed(line);
        const { record, faults } = read.records[index] ?? { faults: [] };
        const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
        check(isRecord === (record !== undefined), `line ${line} is taken for something else`);
        check(record !== undefined || faults.length > 0, `nothing is said of ${line}`);
        if (record)
          check(
            JSON.stringify(plain(record)) === JSON.stringify(withoutUnderscore(value)),
            `${line} is changed`,
          );
      }
    },
  ),
};

const documents: Property = {
  name: 'of a damaged JSON file all is read that a JSON parser reads, or it is stopped',
  property: fc.asyncProperty(
    jsonFile.filter(({ name }) => name === 'file.json'),
    damage,
    cutting,
    async (file, spoil, sizes) => {
      const bytes = spoil(file.bytes);
      const read = await readFile(operation, file.name, bytes, sizes);
      const text = textOf(bytes);
      const value = text === undefined ? undefined : parsed(text);
      if (read.kind === 'read') {
        const list = listIn(value);
        check(list !== undefined, `read, though it is no list: ${text}`);
        check(list?.length === read.records.length, `${read.records.length} of ${list?.length} elements`);
        for (const [index, { record }] of read.records.entries())
          if (record)
            check(
              JSON.stringify(plain(record)) === JSON.stringify(withoutUnderscore(list?.[index])),
              `element ${index + 1} is changed`,
            );
      } else check(!Array.isArray(value), `stopped, though it is a list: ${read.why}`);
    },
  ),
};

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The value as JSON.parse reads it, with numbers as doubles. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function withoutUnderscore(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith('_')))
    : value;
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const [[name, list] = [], ...rest] = Object.entries(value);
  return name === 'records' && Array.isArray(list) && rest.length === 0 ? list : undefined;
}

export const damagedFileProperties: readonly Property[] = [damaged, eachLine, documents];
