// Compares the table of operations with the API's pages, which test/documented/ holds typed by hand.

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import type { QueryOperation, WriteOperation } from '../../shared/feishu/operation.ts';
import { queryOperations } from '../../shared/feishu/operations/queries.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { judgeFilters, judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { isJsonObject, type JsonObject } from '../../shared/values/json.ts';
import { documented } from '../documented/index.ts';
import type { DocumentedField, DocumentedOperation } from '../documented/types.ts';
import { faultsInEnglish } from '../in-english.ts';
import { goodRecords } from '../records.ts';
import { shownPath, withField, withoutField } from './field-path.ts';
import { callWords, recordWords } from '../../shared/words/codes/words-of-codes.ts';

const table = [...writeOperations, ...queryOperations];
const pairs = documented.map((page) => [page.name, page, operationNamed(page.name)] as const);

function operationNamed(name: string) {
  const found = table.find((operation) => operation.name === name);
  if (!found) throw new Error(`the table has no ${name}`);
  return found;
}

it('the table holds the nine documented operations and no other', () => {
  expect(table.map(({ name }) => name).toSorted()).toEqual(documented.map(({ name }) => name).toSorted());
  expect(documented.length).toBeGreaterThan(0);
});

describe.each(pairs)('%s', (_, page, operation) => {
  it('is called as its page says', () => {
    expect(operation).toMatchObject({
      method: page.method,
      path: page.path,
      scope: page.scope,
      callsPerSecond: page.callsPerSecond,
      recordsPerCall: page.maxRecords,
    });
  });

  it('names its page', () => {
    expect(page.pages).toEqual(expect.arrayContaining([...operation.pages]));
  });

  it.each(page.callCodes)('code $code of the whole call, HTTP $httpStatus, is in the table', (code) => {
    expect(callWords(operation.callCodes)[code.code]?.en).toBe(code.en);
    expect(operation.callCodes[code.code]).toBe(code.httpStatus === 400 ? 'refused' : 'broken');
  });

  it('takes the query parameters of its page', () => {
    expect(Object.keys(operation.query).toSorted()).toEqual(page.query.map(({ path }) => path).toSorted());
  });

  const parameters = { page_size: 500, user_id_type: 'open_id' };
  const takes = (changed: JsonObject) => v.is(v.object(operation.query), changed);

  it.each(page.query)('query parameter $path is required: $required', ({ path, required }) => {
    expect(takes(withoutField(parameters, path))).toBe(!required);
  });

  it.each(page.query.filter(({ values }) => values))(
    'query parameter $path is one of $values',
    (parameter) => {
      for (const value of parameter.values ?? []) {
        expect(takes({ ...parameters, [parameter.path]: value })).toBe(true);
      }
      expect(takes({ ...parameters, [parameter.path]: 'email' })).toBe(false);
    },
  );

  it.each(page.query.filter(({ range }) => range))('query parameter $path is in $range', (parameter) => {
    const [min, max] = parameter.range ?? [0, 0];
    const inRange = [min - 1, min, max, max + 1].map((value) =>
      takes({ ...parameters, [parameter.path]: value }),
    );
    expect(inRange).toEqual([false, true, true, false]);
  });
});

describe('what no page says, and much depends on', () => {
  it.each([
    ['lump_sum_payment.batch_create', 'unique_id', 'total_amount', 'created', 20],
    ['lump_sum_payment.batch_update', 'id', 'total_amount', 'updated', 1],
    ['lump_sum_payment.batch_remove', 'id', undefined, 'removed', 1],
    ['recurring_payment.batch_create', 'unique_id', 'each_amount', 'created', 20],
    ['recurring_payment.batch_update', 'id', 'each_amount', 'updated', 1],
    ['recurring_payment.batch_remove', 'id', undefined, 'removed', 1],
  ])('%s: named by %s, pays %s, is %s, in %i lanes', (name, identity, amount, done, lanes) => {
    expect(operationNamed(name)).toMatchObject({ identity, amount, done, lanes });
  });
});

const writePairs = pairs.flatMap(([name, page, operation]) =>
  operation.kind === 'write' ? [[name, page, operation] as const] : [],
);

describe.each(writePairs)('%s: codes of single records', (name, page, operation) => {
  it.each(page.codes)('$code: $en', ({ code, en, zh }) => {
    expect(operation.codes).toContain(code);
    const words = recordWords(operation.codes)[code];
    expect(words).toMatchObject({ en, zh });
    expect(words?.advice.en).toMatch(/^[A-Z].+\.$/);
    expect(words?.advice.zh).toMatch(/[\u4e00-\u9fff].*。$/);
  });

  it('no code that the page does not know', () => {
    const known = new Set(page.codes.map(({ code }) => code));
    const others = operation.codes.filter((code) => !known.has(code));
    // All recurring operations show the idempotency conflict in a sample, only some list it.
    expect(others).toEqual(name.startsWith('recurring') && !known.has(21270202) ? [21270202] : []);
  });
});

/** By field and kind of fault: the codes of faults for which a page has one of its own. Every other fault is 2290001. */
const ownCodes: Readonly<Record<string, number>> = {
  'total_amount format': 21270203,
  'details[].issuance_amount format': 21270211,
  'details[].issuance_status values': 21270215,
  'details[].issuance_way values': 21270214,
  'details[].issuance_time format': 21270213,
  'details[].belong_time format': 21270230,
  'binding_period below': 21270227,
  'issuance_frequency below': 21270208,
  'each_amount format': 21280001,
  'start_date format': 21280002,
  'end_date format': 21280003,
  'issuance_type values': 21270307,
};

/** Fields whose text must be a number or a date: a text that is too long also breaks that rule. */
const formatted = new Set(Object.keys(ownCodes).map((rule) => rule.split(' ')[0]));

describe.each(writePairs)('%s: fields of a record', (name, page, operation) => {
  const good = goodRecords[name]?.() ?? {};
  const fields = recordFields(page, operation);
  const remarkCode = operation.codes.includes(21270210) ? 21270210 : 2290001;

  const codesAt = (record: JsonObject, path: string) =>
    judgeRecord(operation, record).flatMap(({ code, field }) => (field === shownPath(path) ? [code] : []));

  /** An update may blank an optional field of a detail: no page states what that means. */
  const blank = (path: string) => (operation.done === 'updated' && path.startsWith('details[]') ? [] : ['']);

  it('a record with every documented field goes through', () => {
    expect(judgeRecord(operation, good)).toEqual([]);
    for (const { path } of fields) expect(withoutField(good, path), path).not.toEqual(good);
  });

  it.each(fields.filter(({ required }) => required))('$path is required', ({ path }) => {
    expect(codesAt(withoutField(good, path), path)).toEqual([2290001]);
    expect(codesAt(withField(good, path, null), path)).toEqual([2290001]);
  });

  it.each(fields.filter(({ path, required }) => !required && path !== operation.identity))(
    '$path may be left out',
    ({ path }) => {
      expect(codesAt(withoutField(good, path), path).filter((code) => code === 2290001)).toEqual([]);
    },
  );

  it.each(fields)('$path is of type $type', ({ path, type }) => {
    const wrong = { string: 5, int: 'two', 'object[]': {}, 'string[]': [5], boolean: 1, object: [] }[type];
    expect(codesAt(withField(good, path, wrong), path)).toContain(2290001);
  });

  it.each(fields.filter(({ maxChars }) => maxChars !== undefined))(
    '$path holds at most $maxChars characters',
    ({ path, maxChars = 0 }) => {
      const code = path === 'remark' ? remarkCode : (ownCodes[`${path} values`] ?? 2290001);
      if (!formatted.has(path)) {
        expect(codesAt(withField(good, path, '奖'.repeat(maxChars)), path)).toEqual([]);
        expect(codesAt(withField(good, path, '💰'.repeat(maxChars)), path)).toEqual([]);
        expect(codesAt(withField(good, path, '奖'.repeat(maxChars + 1)), path)).toEqual([code]);
      } else if (path.endsWith('amount')) {
        expect(codesAt(withField(good, path, '1000.00'.padStart(maxChars, '0')), path)).not.toContain(
          2290001,
        );
        expect(codesAt(withField(good, path, '1000.00'.padStart(maxChars + 1, '0')), path)).toContain(
          2290001,
        );
      } else {
        // A date or a listed value is far shorter than the limit, so its own rule has refused the text already.
        expect(codesAt(withField(good, path, 'x'.repeat(maxChars + 1)), path)).toHaveLength(1);
      }
    },
  );

  it.each(fields.filter(({ values }) => values))('$path is one of $values', ({ path, values = [] }) => {
    for (const value of values) expect(codesAt(withField(good, path, value), path)).toEqual([]);
    for (const other of [...blank(path), 'with_shares', 'WITH_SALARY']) {
      expect(codesAt(withField(good, path, other), path)).toEqual([ownCodes[`${path} values`] ?? 2290001]);
    }
  });

  it.each(fields.filter(({ range }) => range))('$path is an int in $range', ({ path, range = [0, 0] }) => {
    const below = ownCodes[`${path} below`] ?? 2290001;
    expect(codesAt(withField(good, path, range[1] + 1), path)).toContain(2290001);
    expect(codesAt(withField(good, path, range[0] - 1), path)).toContain(below);
    expect(codesAt(withField(good, path, range[1]), path)).not.toContain(2290001);
    expect(codesAt(withField(good, path, 1.5), path)).toContain(2290001);
  });

  it.each(fields.filter(({ path }) => ownCodes[`${path} format`]))('$path has a format', ({ path }) => {
    for (const other of [...blank(path), 'soon']) {
      expect(codesAt(withField(good, path, other), path)).toEqual([ownCodes[`${path} format`]]);
    }
  });

  it.each(['', null, undefined])('%j names no record: the identity must not be empty', (nothing) => {
    expect(codesAt(withField(good, operation.identity, nothing), operation.identity)).toEqual([2290001]);
  });
});

/** The body of a remove is a list of ids and one reason. For Payferry each id is a record. */
function recordFields({ body }: DocumentedOperation, { done }: WriteOperation): readonly DocumentedField[] {
  if (done !== 'removed') return body;
  return body.map((field) =>
    field.path === 'record_ids' ? { path: 'id', type: 'string', required: true } : field,
  );
}

describe.each(writePairs)('%s: results', (_, page, operation) => {
  answerTests(page, operation.result, { code: 0 }, ['code']);
});

const queryPairs = pairs.flatMap(([name, page, operation]) =>
  operation.kind === 'query' ? [[name, page, operation] as const] : [],
);

describe.each(queryPairs)('%s: filters', (_, page, operation) => {
  const faultsOf = (filters: JsonObject) => judgeFilters(operation, filters).map(({ field }) => field);

  it('none at all matches everything', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it('takes the sample of its page', () => {
    for (const sample of page.sampleBodies)
      expect(faultsOf(isJsonObject(sample) ? sample : { sample })).toEqual([]);
  });

  it('a misspelt filter is refused, for it would quietly match everything', () => {
    expect(faultsInEnglish(judgeFilters(operation, { user_id: ['ou_1'] }))).toEqual([
      { code: 2290001, field: 'user_id', message: 'user_id is not a field that the API knows' },
    ]);
  });

  it.each(page.body)('$path is a $type', (filter) => {
    expect(faultsOf({ [filter.path]: goodFilter(filter) })).toEqual([]);
    expect(faultsOf({ [filter.path]: 5 })).toEqual([filter.path]);
    if (filter.type === 'string[]') expect(faultsOf({ [filter.path]: [5] })).toEqual([`${filter.path}.1`]);
  });

  it.each(page.body.filter(({ maxItems }) => maxItems))('$path holds at most $maxItems', (filter) => {
    const items = (count: number) => ({
      [filter.path]: Array<unknown>(count).fill(filter.values?.[0] ?? '7'),
    });
    expect(faultsOf(items(filter.maxItems ?? 0))).toEqual([]);
    expect(faultsOf(items((filter.maxItems ?? 0) + 1))).toEqual([filter.path]);
  });

  it.each(page.body.filter(({ path }) => /_time_/.test(path)))(
    '$path is a time to the second',
    ({ path }) => {
      const bad = ['2026-04-01', '2026-04-01T12:34:56', '2026-02-30 00:00:00', '2026-04-01 24:00:00', ''];
      for (const time of bad) expect(faultsOf({ [path]: time }), time).toEqual([path]);
    },
  );

  it.each(page.body.filter(({ path }) => /_date_/.test(path)))('$path is a date', ({ path }) => {
    const bad = ['2026-04-01 00:00:00', '2026-4-1', '2026-02-30', ''];
    for (const date of bad) expect(faultsOf({ [path]: date }), date).toEqual([path]);
  });

  it.each(page.body.filter(({ values }) => values))(
    '$path takes $values and no other',
    ({ path, values = [] }) => {
      expect(faultsOf({ [path]: [...values] })).toEqual([]);
      expect(faultsOf({ [path]: ['paid'] })).toEqual([`${path}.1`]);
    },
  );
});

describe.each(queryPairs)('%s: records', (_, page, operation: QueryOperation) => {
  answerTests(page, operation.record, { id: '7' }, ['id']);

  it('says which scope a field needs', () => {
    const scoped = page.answer.flatMap(({ path, scope }) => (scope ? [[path.replace('[]', ''), scope]] : []));
    expect(operation.fieldScopes).toMatchObject(Object.fromEntries(scoped));
  });
});

function goodFilter({ path, type, values }: DocumentedField): unknown {
  if (type === 'string[]') return [values?.[0] ?? '7337149697626801708'];
  return path.includes('_time_') ? '2026-04-01 12:34:56' : '2026-04-01';
}

/** Types are checked and values are not: Feishu may know more values than its pages do. */
function answerTests(
  page: DocumentedOperation,
  schema: v.GenericSchema,
  least: JsonObject,
  needed: readonly string[],
) {
  const values = { string: 'anything', int: 99, boolean: true, object: {}, 'object[]': [], 'string[]': [] };
  const wrongs = { string: 7, int: '7', boolean: 7, object: [], 'object[]': {}, 'string[]': {} };
  const whole = page.answer.toReversed().reduce((record, { path, type }) => {
    const parent = path.split('.').slice(0, -1).join('.');
    const inList = parent.endsWith('[]') ? parent.slice(0, -2) : undefined;
    const based =
      inList !== undefined && !Array.isArray(record[inList])
        ? { ...record, [inList]: [{ id: '7', code: 0 }] }
        : record;
    return type === 'object' || type === 'object[]' ? based : withField(based, path, values[type]);
  }, least);

  it('takes an answer with every documented field', () => {
    expect(v.safeParse(schema, whole).issues).toBeUndefined();
  });

  it('takes fields that nobody knows yet', () => {
    expect(v.is(schema, { ...whole, tax_note: { rate: ['0.20'] } })).toBe(true);
  });

  it.each(page.answer)('$path is of type $type', ({ path, type }) => {
    expect(v.is(schema, withField(whole, path, wrongs[type]))).toBe(false);
  });

  it.each(page.answer.filter(({ path }) => !needed.includes(path.split('.').at(-1) ?? '')))(
    '$path may be hidden',
    ({ path }) => {
      expect(v.is(schema, withoutField(whole, path))).toBe(true);
      expect(v.is(schema, withField(whole, path, null))).toBe(true);
    },
  );
}
