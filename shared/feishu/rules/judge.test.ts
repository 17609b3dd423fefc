import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { documented } from '../../../test/documented/index.ts';
import { checkSentence } from '../../../test/fuzz/sentence.ts';
import { faultsInEnglish } from '../../../test/in-english.ts';
import { aBonus, aDetail, goodRecords } from '../../../test/records.ts';
import { isJsonObject, readJson } from '../../values/json.ts';
import { lumpSumCreate } from '../operations/lump-sum-create.ts';
import { lumpSumUpdate } from '../operations/lump-sum-update.ts';
import { queryOperations } from '../operations/queries.ts';
import { writeOperations } from '../operations/writes.ts';
import { recurringCreate } from '../operations/recurring-create.ts';
import { judgeFilters, judgeRecord } from './judge.ts';

describe('the sentence of a fault', () => {
  it.each([
    [{ user_id: undefined }, 'user_id is required but absent'],
    [{ user_id: null }, 'user_id is required but absent'],
    [{ user_id: 7402510801304718 }, 'user_id is 7402510801304718, expected text'],
    [{ user_id: ['ou_1'] }, 'user_id is a list of 1, expected text'],
    [{ unique_id: '' }, 'unique_id is empty, expected some text'],
    [{ binding_period: '2' }, 'binding_period is "2", expected an integer'],
    [{ binding_period: 2.5 }, 'binding_period is 2.5, expected an integer'],
    [
      { binding_period: 2147483648 },
      'binding_period is 2147483648, expected an integer of 2147483647 or less',
    ],
    [
      { user_id: readJson('1'.repeat(100_000)) },
      `user_id is ${'1'.repeat(60)}… (100000 characters), expected text`,
    ],
    [{ details: 'none' }, 'details is "none", expected a list'],
    [{ details: { 0: aDetail() } }, 'details is an object, expected a list'],
    [
      { remark: '好'.repeat(3001) },
      `remark is "${'好'.repeat(60)}…" (3001 characters), expected at most 3000 characters`,
    ],
  ])('%# names field, value and what was expected', (changes, message) => {
    const faults = faultsInEnglish(judgeRecord(lumpSumCreate, aBonus(changes)));
    expect(faults.map((fault) => fault.message)).toContain(message);
  });

  it('counts details from one, as the columns of a file do', () => {
    const details = [aDetail(), aDetail({ issuance_way: 'with_stock' })];
    expect(faultsInEnglish(judgeRecord(lumpSumCreate, aBonus({ details })))).toEqual([
      {
        code: 21270214,
        field: 'details.2.issuance_way',
        message:
          'details.2.issuance_way is "with_stock", expected one of with_salary, with_cash, with_year_end_bonus',
      },
    ]);
  });

  it.each([[null], ['a row'], [[aBonus()]], [5]])('%j is not a record', (value) => {
    expect(judgeRecord(lumpSumCreate, value)).toMatchObject([{ code: 2290001, field: '' }]);
  });
});

describe('all faults of a record are found', () => {
  it('not only the first', () => {
    const faults = judgeRecord(
      lumpSumCreate,
      aBonus({
        user_id: undefined,
        total_amount: '2,000',
        issuance_frequency: 3,
        currency_id: '',
        remark: 'x'.repeat(3001),
        details: [
          aDetail({ issuance_way: 'with_stock', issuance_status: 'paid' }),
          aDetail({ belong_time: '2027-01-01', detail_reference_period_end_date: '' }),
        ],
      }),
    );
    expect(faults.map(({ code, field }) => `${code} ${field}`).toSorted()).toEqual([
      '21270203 total_amount',
      '21270207 issuance_frequency',
      '21270209 currency_id',
      '21270210 remark',
      '21270214 details.1.issuance_way',
      '21270215 details.1.issuance_status',
      '21270229 details.2.belong_time',
      '21270239 details.2.detail_reference_period_end_date',
      '2290001 user_id',
    ]);
  });
});

describe('a record that is wrong without end', () => {
  it('is told its first fault, and costs no more than that', () => {
    const details = (length: number) => Array.from({ length }, () => 0);
    expect(judgeRecord(lumpSumCreate, aBonus({ details: details(1000) }))).toHaveLength(1001);
    expect(faultsInEnglish(judgeRecord(lumpSumCreate, aBonus({ details: details(500_000) })))).toMatchObject([
      { field: 'details.1', message: 'details.1 is 0, expected an object' },
      { field: 'issuance_frequency' },
    ]);
  });

  it('an amount of a million digits is too long, and nothing is added up', () => {
    const details = [aDetail({ issuance_amount: `0.${'1'.repeat(1_000_000)}` })];
    const faults = faultsInEnglish(judgeRecord(lumpSumCreate, aBonus({ details, issuance_frequency: 1 })));
    expect(faults).toMatchObject([
      { field: 'details.1.issuance_amount', message: expect.stringContaining('at most 255 characters') },
    ]);
  });

  it('a long list that is right goes through', () => {
    const details = Array.from({ length: 1001 }, () => aDetail({ issuance_amount: '1' }));
    expect(
      judgeRecord(lumpSumCreate, aBonus({ details, issuance_frequency: 1001, total_amount: '1001' })),
    ).toEqual([]);
  });

  it('counts a text of millions of characters without a list of them', () => {
    const listed = vi.spyOn(Array, 'from');
    const faults = judgeRecord(lumpSumCreate, aBonus({ remark: '💰'.repeat(1_000_000) }));
    const lengths = listed.mock.results.map(({ value }) => (Array.isArray(value) ? value.length : 0));
    listed.mockRestore();
    expect(faultsInEnglish(faults)[0]?.message).toContain(`${'💰'.repeat(60)}…" (1000000 characters)`);
    expect(lengths.filter((length) => length > 6000)).toEqual([]);
  });
});

describe("the pages' own samples", () => {
  const sampleRecords = (name: string) =>
    documented
      .filter((page) => page.name === name)
      .flatMap(({ sampleBodies }) => sampleBodies)
      .flatMap((body) => (isJsonObject(body) && Array.isArray(body.records) ? body.records : []));

  it.each([
    ['lump_sum_payment.batch_create', lumpSumCreate, 2],
    ['lump_sum_payment.batch_update', lumpSumUpdate, 1],
  ])(
    '%s: break the page, for they pay one detail three times and apply for it after it was issued',
    (name, operation, count) => {
      const samples = sampleRecords(name);
      expect(samples).toHaveLength(count);
      for (const sample of samples) {
        expect(judgeRecord(operation, sample).map(({ code }) => code)).toEqual([21270207, 21270229]);
      }
    },
  );

  it('recurring_payment.batch_create: goes through', () => {
    const samples = sampleRecords(recurringCreate.name);
    expect(samples).toHaveLength(1);
    for (const sample of samples) expect(judgeRecord(recurringCreate, sample)).toEqual([]);
  });
});

describe('any JSON', () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 5 }),
    fc.constant(readJson('{"__proto__":{"total_amount":"1"},"constructor":1}')),
    fc.constant(readJson('[1.10,12345678901234567890]')),
  );
  /** Good records with some fields replaced, so that records also reach the rules behind the schema. */
  const bent = (good: object) =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(good), 'unknown'), anything)
      .map((changes) => ({ ...good, ...changes }));

  it.each(writeOperations)(
    '$name: the rules never throw, and say a code that the table knows',
    (operation) => {
      const good = goodRecords[operation.name]?.() ?? {};
      const known = new Set([2290001, ...operation.codes]);
      fc.assert(
        fc.property(fc.oneof(anything, bent(good)), (value) => {
          const faults = judgeRecord(operation, value);
          expect(faults.filter(({ code }) => !known.has(code))).toEqual([]);
          for (const { message } of faults) checkSentence(message);
        }),
      );
    },
  );

  it.each(writeOperations)('$name: a bent detail does not throw either', (operation) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anything, bent(aDetail()))), (details) => {
        expect(judgeRecord(operation, { ...goodRecords[operation.name]?.(), details })).toBeInstanceOf(Array);
      }),
    );
  });

  it.each(queryOperations)('$name: neither do its filters', (operation) => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anything), (filters) => {
        expect(judgeFilters(operation, filters)).toBeInstanceOf(Array);
      }),
    );
  });

  it('fields that nobody knows go through', () => {
    expect(
      judgeRecord(
        lumpSumCreate,
        aBonus({ tax_note: { rate: '0.20' }, details: [aDetail({ x: 1 }), aDetail()] }),
      ),
    ).toEqual([]);
  });
});

describe('an int', () => {
  it.each(['2', '2.0', '2e0'])('may be written %s', (source) => {
    expect(judgeRecord(lumpSumCreate, aBonus({ binding_period: readJson(source) }))).toEqual([]);
  });

  it.each(['2.5', '1e400', '12345678901234567890', '-0.5'])('may not be %s', (source) => {
    const faults = judgeRecord(lumpSumCreate, aBonus({ binding_period: readJson(source) }));
    expect(faultsInEnglish(faults)).toMatchObject([
      { field: 'binding_period', message: expect.stringContaining(source) },
    ]);
  });
});
