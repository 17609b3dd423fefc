import { describe, expect, it } from 'vitest';

import { documented } from './index.ts';
import type { DocumentedField, JsonValue } from './types.ts';

// Counted on the pages by eye and not with the data: codes besides 0, then the fields of query, body and answer.
const counts = [
  { name: 'lump_sum_payment.batch_create', codes: 31, query: 1, body: 23, answer: 7 },
  { name: 'lump_sum_payment.batch_update', codes: 31, query: 0, body: 22, answer: 7 },
  { name: 'lump_sum_payment.batch_remove', codes: 31, query: 0, body: 2, answer: 7 },
  { name: 'lump_sum_payment.query', codes: 0, query: 3, body: 19, answer: 38 },
  { name: 'lump_sum_payment.query_detail', codes: 0, query: 3, body: 24, answer: 16 },
  { name: 'recurring_payment.batch_create', codes: 19, query: 1, body: 11, answer: 4 },
  { name: 'recurring_payment.batch_update', codes: 18, query: 1, body: 8, answer: 4 },
  { name: 'recurring_payment.batch_remove', codes: 18, query: 0, body: 2, answer: 4 },
  { name: 'recurring_payment.query', codes: 0, query: 3, body: 23, answer: 12 },
];

it('knows nine operations, each once', () => {
  expect(documented.map((operation) => operation.name)).toEqual(counts.map((count) => count.name));
  expect(new Set(documented.map((operation) => operation.path)).size).toBe(9);
});

it.each(documented)('$name: path and pages are those of its name', ({ name, path, pages }) => {
  const [resource, action] = name.split('.');
  expect(path).toBe(`/open-apis/compensation/v1/${resource}/${action}`);
  for (const page of pages) {
    expect(page).toMatch(new RegExp(`^https://open\\.feishu\\.cn/document/.+/${resource}/${action}$`));
  }
  expect(pages).toHaveLength(new Set(pages).size);
});

it.each(documented)('$name: 500 records a call, ten calls a second', (operation) => {
  expect(operation).toMatchObject({ method: 'POST', maxRecords: 500, callsPerSecond: 10 });
});

it.each(documented)('$name: no code stands twice, and none is success', ({ codes, callCodes }) => {
  const numbers = [...codes, ...callCodes].map(({ code }) => code);
  expect(numbers).toHaveLength(new Set(numbers).size);
  expect(numbers).not.toContain(0);
  expect(callCodes.map(({ httpStatus, code }) => [httpStatus, code])).toEqual([
    [400, 2290001],
    [500, 2290002],
  ]);
});

it.each(counts)('$name: as many codes and fields as its page has', ({ name, ...expected }) => {
  const operation = documented.find((candidate) => candidate.name === name);
  expect({
    codes: operation?.codes.length,
    query: operation?.query.length,
    body: operation?.body.length,
    answer: operation?.answer.length,
  }).toEqual(expected);
});

const tables = documented.flatMap(({ name, query, body, answer }) => [
  { table: `${name} query`, fields: query },
  { table: `${name} body`, fields: body },
  { table: `${name} answer`, fields: answer },
]);

it.each(tables)('$table: a field stands once, below a parent that can hold it', ({ fields }) => {
  const declared = fields.map(({ path, type }) => `${path}: ${type}`);
  expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
  for (const { path } of fields.filter((field) => field.path.includes('.'))) {
    const parent = path.slice(0, path.lastIndexOf('.'));
    expect(declared).toContain(
      parent.endsWith('[]') ? `${parent.slice(0, -2)}: object[]` : `${parent}: object`,
    );
  }
});

it.each(tables)('$table: a limit fits the type it limits', ({ fields }) => {
  expect(fields.filter(({ maxChars, type }) => maxChars !== undefined && type !== 'string')).toEqual([]);
  expect(fields.filter(({ maxItems, type }) => maxItems !== undefined && !type.endsWith('[]'))).toEqual([]);
  expect(fields.filter(({ range, type }) => range !== undefined && type !== 'int')).toEqual([]);
});

it.each(documented)('$name: the machine copy states no length', ({ source, query, body, answer }) => {
  const fields = [...query, ...body, ...answer];
  const copied = source === 'explorer' ? fields : fields.filter((field) => field.source === 'explorer');
  expect(copied.filter(({ maxChars, range }) => maxChars !== undefined || range !== undefined)).toEqual([]);
});

describe('The samples of a page carry exactly the fields of its tables', () => {
  const sampled = documented.filter(({ sampleAnswer }) => sampleAnswer !== undefined);

  it('for the four operations that have a page', () => {
    expect(sampled).toHaveLength(4);
    expect(sampled).toEqual(documented.filter(({ source }) => source === 'page'));
  });

  it.each(sampled)('$name body, and an older sample no others', ({ body, sampleBodies }) => {
    const [newest = [], ...older] = sampleBodies.map((sample) => leaves(firstRecord(sample))).toReversed();
    expect(newest.toSorted()).toEqual(pagePaths(body));
    for (const paths of older) expect(newest).toEqual(expect.arrayContaining(paths));
  });

  it.each(sampled)('$name answer', ({ answer, sampleAnswer = null }) => {
    expect(leaves(firstRecord(sampleAnswer)).toSorted()).toEqual(pagePaths(answer));
  });

  it.each(sampled)('$name: a code in the sample is a code in the list', ({ codes, sampleAnswer }) => {
    const shown = [...JSON.stringify(sampleAnswer).matchAll(/"code":(\d{8})/g)].map(([, code]) =>
      Number(code),
    );
    expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(shown));
  });
});

function pagePaths(fields: readonly DocumentedField[]): string[] {
  return fields
    .filter(({ source, type }) => source !== 'explorer' && !type.startsWith('object'))
    .map(({ path }) => path)
    .toSorted();
}

/** The record inside a sample's envelope. The body of a query is its own record. */
function firstRecord(sample: JsonValue): JsonValue {
  if (!isObject(sample)) return null;
  const inner = isObject(sample.data) ? sample.data : sample;
  const list = inner.records ?? inner.operate_results;
  return Array.isArray(list) ? (list[0] ?? null) : inner;
}

function leaves(value: JsonValue, path = ''): string[] {
  if (Array.isArray(value)) {
    return isObject(value[0] ?? null) ? value.flatMap((entry) => leaves(entry, `${path}[]`)) : [path];
  }
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === '' ? name : `${path}.${name}`),
  );
}

function isObject(value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
