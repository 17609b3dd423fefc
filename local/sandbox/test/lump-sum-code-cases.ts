// A request for every record code of the lump-sum pages.

import { codesOf } from './caller.ts';
import type { CodeCase } from './code-rig.ts';
import {
  aBonus,
  aBonusChange,
  aDetail,
  currencies,
  items,
  people,
  storeBonus,
  type Fields,
} from './payments.ts';

const bonusWith = (detail: Fields, changes: Fields = {}) =>
  aBonus({ ...changes, details: [aDetail(detail)] });

export const lumpSumCases: CodeCase[] = [
  [21270201, 'a change of a payment that is not there', (rig) => rig.change({ id: '7400000000000999999' })],
  [21270201, 'a change without an id', (rig) => rig.change({ id: undefined })],
  [21270201, "a change of another payment's detail", (rig) => rig.change({}, { id: '7500000000000999999' })],
  [21270201, 'removing a payment that is not there', (rig) => rig.removeBonus('7400000000000999999')],
  [
    21270202,
    'a unique_id used before',
    async (rig) => {
      await storeBonus(rig.call, { unique_id: 'x' });
      return rig.createBonus(aBonus({ unique_id: 'x' }));
    },
  ],
  [
    21270202,
    'a unique_id twice in a call',
    (rig) => rig.createBonus(aBonus({ unique_id: 'x' }), aBonus({ unique_id: 'x' })),
  ],
  [21270203, 'a total that is no number', (rig) => rig.createBonus(aBonus({ total_amount: '2,000.00' }))],
  [21270203, 'a changed total that is no number', (rig) => rig.change({ total_amount: '2e3' })],
  [
    21270205,
    'more decimals than the item has, in the total',
    (rig) => rig.createBonus(bonusWith({ issuance_amount: '2000.00' }, { total_amount: '2000.000' })),
  ],
  [
    21270205,
    'more decimals than the item has, in a detail',
    (rig) => rig.createBonus(bonusWith({ issuance_amount: '2000.000' })),
  ],
  [
    21270206,
    'details that do not add up to the total',
    (rig) => rig.createBonus(bonusWith({ issuance_amount: '1999.99' })),
  ],
  [21270206, 'changed details that do not add up', (rig) => rig.change({}, { issuance_amount: '2000.01' })],
  [
    21270207,
    'a frequency that is not the number of details',
    (rig) => rig.createBonus(aBonus({ issuance_frequency: 3 })),
  ],
  [21270208, 'a frequency of 0', (rig) => rig.createBonus(aBonus({ issuance_frequency: 0, details: [] }))],
  [
    21270209,
    'a currency that does not exist',
    (rig) => rig.createBonus(aBonus({ currency_id: '6863329932261459499' })),
  ],
  [21270209, 'an empty currency', (rig) => rig.createBonus(aBonus({ currency_id: '' }))],
  [21270210, 'a remark of 3001 characters', (rig) => rig.createBonus(aBonus({ remark: '奖'.repeat(3001) }))],
  [
    21270211,
    'a detail amount that is no number',
    (rig) => rig.createBonus(bonusWith({ issuance_amount: 'much' })),
  ],
  [
    21270211,
    'a new detail of a change without an amount',
    (rig) => rig.change({ details: [{ issuance_status: 'to_be_issued' }] }),
  ],
  [
    21270213,
    'an issuance time that is no date',
    (rig) => rig.createBonus(bonusWith({ issuance_time: '2026-02-30' })),
  ],
  [
    21270214,
    'a way of issuance that does not exist',
    (rig) => rig.createBonus(bonusWith({ issuance_way: 'by_pigeon' })),
  ],
  [
    21270215,
    'a status that does not exist',
    (rig) => rig.createBonus(bonusWith({ issuance_status: 'maybe' })),
  ],
  [
    21270217,
    'an intern, for an item of regular employees',
    (rig) => rig.createBonus(aBonus({ item_id: items.signing, binding_period: 12, user_id: people.intern })),
  ],
  [
    21270218,
    'cash, for an item paid with the salary',
    (rig) =>
      rig.createBonus(
        bonusWith(
          { issuance_way: 'with_cash', issuance_amount: '20' },
          { item_id: items.holidayGift, total_amount: '20' },
        ),
      ),
  ],
  [
    21270219,
    'a binding period, for an item without',
    (rig) =>
      rig.createBonus(
        bonusWith(
          { issuance_amount: '20' },
          { item_id: items.holidayGift, total_amount: '20', binding_period: 1 },
        ),
      ),
  ],
  [
    21270220,
    'a change of a paid detail',
    async (rig) => {
      const { id, detailIds } = await storeBonus(rig.call);
      await rig.sandbox.pay({ detail_ids: detailIds });
      const records = [aBonusChange(id, detailIds[0] ?? '', {}, { issuance_time: '2026-12-11' })];
      return codesOf(await rig.call('lump_sum_payment.batch_update', { records })).at(-1);
    },
  ],
  [
    21270221,
    'dollars, for an item in yuan',
    (rig) =>
      rig.createBonus(
        bonusWith(
          { issuance_amount: '20' },
          { item_id: items.holidayGift, total_amount: '20', currency_id: currencies.usd },
        ),
      ),
  ],
  [
    21270222,
    'an item that does not exist',
    (rig) => rig.createBonus(aBonus({ item_id: '7411039006180312699' })),
  ],
  [21270222, 'an item of another type', (rig) => rig.createBonus(aBonus({ item_id: items.housing }))],
  [21270222, 'an item no longer in use', (rig) => rig.createBonus(aBonus({ item_id: items.closed }))],
  [
    21270223,
    'a person who does not exist',
    (rig) => rig.createBonus(aBonus({ user_id: '6900000000000099991' })),
  ],
  [
    21270224,
    'removing a payment with a paid detail',
    async (rig) => {
      const { id } = await storeBonus(rig.call);
      await rig.sandbox.pay({ record_ids: [id] });
      return rig.removeBonus(id);
    },
  ],
  [
    21270224,
    'leaving a paid detail out of a change',
    async (rig) => {
      const { id } = await storeBonus(rig.call);
      await rig.sandbox.pay({ record_ids: [id] });
      const records = [{ ...aBonusChange(id, ''), details: [aDetail()] }];
      return codesOf(await rig.call('lump_sum_payment.batch_update', { records })).at(-1);
    },
  ],
  [
    21270225,
    'a second award of an item given once',
    (rig) =>
      rig.createBonus(
        aBonus({ item_id: items.signing, binding_period: 12 }),
        aBonus({ item_id: items.signing, binding_period: 12 }),
      ),
  ],
  [
    21270226,
    'a person the app has no permission for',
    (rig) => rig.createBonus(aBonus({ user_id: people.forbidden })),
  ],
  [
    21270227,
    'no binding period, for an item that must have one',
    (rig) => rig.createBonus(aBonus({ item_id: items.retention })),
  ],
  [
    21270227,
    'a negative decimal binding period',
    (rig) => rig.createBonus(aBonus({ binding_period_decimal: '-1' })),
  ],
  [
    21270228,
    "a binding period of one's own, for an item with a fixed one",
    (rig) => rig.createBonus(aBonus({ item_id: items.signing, binding_period: 6 })),
  ],
  [
    21270229,
    'an application after the issuance',
    (rig) => rig.createBonus(bonusWith({ belong_time: '2026-12-11' })),
  ],
  [
    21270230,
    'an application date that is no date',
    (rig) => rig.createBonus(bonusWith({ belong_time: '20261201' })),
  ],
  [
    21270070,
    'only one end of the reference period',
    (rig) => rig.createBonus(aBonus({ reference_period_start_date: '2026-01-01' })),
  ],
  [
    21270070,
    'a reference period shorter than the binding period, for an item where they match',
    (rig) =>
      rig.createBonus(
        aBonus({
          item_id: items.longTerm,
          binding_period: 3,
          reference_period_start_date: '2026-01-01',
          reference_period_end_date: '2026-02-28',
        }),
      ),
  ],
  [
    21270239,
    "only one end of a detail's period",
    (rig) => rig.createBonus(bonusWith({ detail_reference_period_end_date: '2026-01-31' })),
  ],
  [
    21270240,
    "a detail's period that ends before it starts",
    (rig) =>
      rig.createBonus(
        bonusWith({
          detail_reference_period_start_date: '2026-02-01',
          detail_reference_period_end_date: '2026-01-31',
        }),
      ),
  ],
  [
    21270241,
    "a detail's period outside the payment's",
    (rig) =>
      rig.createBonus(
        bonusWith(
          {
            detail_reference_period_start_date: '2026-01-01',
            detail_reference_period_end_date: '2026-04-30',
          },
          { reference_period_start_date: '2026-01-01', reference_period_end_date: '2026-03-31' },
        ),
      ),
  ],
];
