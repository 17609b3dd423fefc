// Compares the sandbox with the documented pages: every field, code and status of an answer is on its page.

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { documented } from '../../../test/documented/index.ts';
import type { DocumentedOperation } from '../../../test/documented/types.ts';
import { callerFor, codesOf, recordsOf, type Answered, type Caller } from './caller.ts';
import {
  aBonus,
  aBonusChange,
  aDetail,
  anAllowance,
  anAllowanceChange,
  countries,
  items,
  people,
  storeAllowance,
  storeBonus,
  type Fields,
} from './payments.ts';

let sandbox: Sandbox;
let call: Caller;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0, now: '2026-11-20 09:00:00' });
});
beforeEach(async () => {
  await sandbox.reset();
  call = await callerFor(sandbox);
});
afterAll(() => sandbox.stop());

describe('an answer holds nothing that its page does not document', () => {
  const operationOf = (api: string): DocumentedOperation => {
    const operation = documented.find(({ name }) => name === api);
    if (!operation) throw new Error(`no page for ${api}`);
    return operation;
  };
  const pathsOf = (value: unknown, path = ''): string[] => {
    if (Array.isArray(value)) return value.flatMap((entry) => pathsOf(entry, `${path}[]`));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const here = path === '' ? name : `${path}.${name}`;
      return [here, ...pathsOf(inner, here)];
    });
  };
  const expectDocumented = (api: string, { status, code, data }: Answered) => {
    const operation = operationOf(api);
    const fields = new Set(operation.answer.map(({ path }) => path));
    const entries = [...(data?.operate_results ?? []), ...(data?.records ?? [])];
    expect(
      pathsOf(entries)
        .map((path) => path.replace(/^\[\]\.?/, ''))
        .filter((path) => path !== '' && !fields.has(path)),
    ).toEqual([]);
    const recordCodes = new Set([0, ...operation.codes.map((entry) => entry.code)]);
    for (const { code: recordCode } of data?.operate_results ?? []) expect(recordCodes).toContain(recordCode);
    // 99992402 and the codes of user ids are the gateway's, for every API.
    const callCodes = operation.callCodes.map((entry) => `${entry.httpStatus}/${entry.code}`);
    const gatewayCodes = [99992351, 99992359, 99992360, 99992361, 99992363, 99992364, 99992402].map(
      (entry) => `400/${entry}`,
    );
    expect(['200/0', ...callCodes, ...gatewayCodes]).toContain(`${status}/${code}`);
  };

  const texts = fc.oneof(
    fc.constantFrom('', '0', '-1', '2000.00', '2026-12-10', '9999-99-99', 'with_cash', 'not_issued'),
    fc.constantFrom(...Object.values(items), ...Object.values(people)),
    fc.string(),
  );
  const numbers = fc.oneof(fc.constantFrom(0, 1, 12), fc.nat());
  /** The record with up to two fields changed at random, mostly to a value of the right type. */
  const juggled = (record: Fields): fc.Arbitrary<Fields> => {
    const names = Object.keys(record);
    const wrong = fc.constantFrom(...names).chain((name) => {
      const likely = typeof record[name] === 'number' ? numbers : texts;
      const value = fc.oneof({ weight: 20, arbitrary: likely }, fc.constantFrom(null, 0.5, [], {}));
      return value.map((entry): Fields => ({ [name]: entry }));
    });
    const unique = 'unique_id' in record ? fc.uuid().map((unique_id) => ({ unique_id })) : fc.constant({});
    return fc
      .tuple(unique, fc.array(wrong, { maxLength: 2 }))
      .map(([fresh, changes]): Fields => Object.assign({}, record, fresh, ...changes));
  };

  const aStoredBonusChange = async () => {
    const { id, detailIds } = await storeBonus(call);
    return aBonusChange(id, detailIds[0] ?? '');
  };
  it.each([
    { api: 'lump_sum_payment.batch_create', aRecord: async () => aBonus() },
    { api: 'lump_sum_payment.batch_update', aRecord: aStoredBonusChange },
    { api: 'recurring_payment.batch_create', aRecord: async () => anAllowance() },
    {
      api: 'recurring_payment.batch_update',
      aRecord: async () => anAllowanceChange(await storeAllowance(call)),
    },
  ])('whatever the records of $api', async ({ api, aRecord }) => {
    const record = await aRecord();
    const seen = new Set<number>();
    const calls = fc.array(juggled(record), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(calls, async (records) => {
        const answered = await call(api, { records });
        expectDocumented(api, answered);
        for (const code of codesOf(answered)) seen.add(code);
      }),
      { numRuns: 200 },
    );
    // The changed records test something only if they get several different codes.
    expect(seen.size).toBeGreaterThan(3);
  });

  it.each(['lump_sum_payment.query', 'lump_sum_payment.query_detail', 'recurring_payment.query'])(
    'whatever %s finds',
    async (api) => {
      const details = [
        aDetail({
          issuance_amount: '1500.00',
          detail_reference_period_start_date: '2026-01-01',
          detail_reference_period_end_date: '2026-01-31',
          issuance_country_region_id: countries.china,
          issuance_pay_group_id: '6862995757234914824',
          issuance_index: 1,
        }),
        aDetail({ issuance_amount: '500.00' }),
      ];
      const period = { reference_period_start_date: '2026-01-01', reference_period_end_date: '2026-12-31' };
      const full = aBonus({
        details,
        issuance_frequency: 2,
        remark: '备注',
        binding_period: 2,
        binding_period_decimal: '2.5',
        ...period,
      });
      await call('lump_sum_payment.batch_create', { records: [aBonus(), full] });
      await call('recurring_payment.batch_create', {
        records: [anAllowance({ remark: '备注', issuance_country_region_id: countries.japan })],
      });
      const found = await call(api, {});
      expect(recordsOf(found).length).toBeGreaterThan(0);
      expectDocumented(api, found);
      const shown = new Set(pathsOf(recordsOf(found)).map((path) => path.replace(/^\[\]\.?/, '')));
      // A record with all fields set shows every field of its page.
      expect(
        operationOf(api)
          .answer.map(({ path }) => path)
          .filter((path) => !shown.has(path)),
      ).toEqual([]);
    },
  );

  it.each(documented.flatMap(({ name, sampleBodies }) => sampleBodies.map((body) => ({ name, body }))))(
    "the page's own sample of $name",
    async ({ name, body }) => {
      const answered = await call(name, body);
      expect(answered.code).toBe(0);
      expectDocumented(name, answered);
    },
  );
});
