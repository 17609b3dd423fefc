// A request for every record code of the recurring pages.

import { callerFor, codesOf } from './caller.ts';
import type { CodeCase } from './code-rig.ts';
import { anAllowance, currencies, items, people, storeAllowance } from './payments.ts';

export const recurringCases: CodeCase[] = [
  [
    21280001,
    'an amount that is no number',
    (rig) => rig.createAllowance(anAllowance({ each_amount: 'much' })),
  ],
  [
    21280001,
    'more decimals than the item has',
    (rig) => rig.createAllowance(anAllowance({ each_amount: '1.234' })),
  ],
  [
    21280002,
    'a start that is no date',
    (rig) => rig.createAllowance(anAllowance({ start_date: '2027-13-01' })),
  ],
  [21280003, 'an end that is no date', (rig) => rig.changeAllowance({ end_date: 'never' })],
  [
    21270202,
    'a unique_id used before',
    (rig) => rig.createAllowance(anAllowance({ unique_id: 'x' }), anAllowance({ unique_id: 'x' })),
  ],
  [
    21270304,
    'a person the app has no permission for',
    (rig) => rig.createAllowance(anAllowance({ user_id: people.forbidden })),
  ],
  [
    21270305,
    'an item of another type',
    (rig) => rig.createAllowance(anAllowance({ item_id: items.project })),
  ],
  [
    21270306,
    'a currency that does not exist',
    (rig) => rig.createAllowance(anAllowance({ currency_id: '1' })),
  ],
  [
    21270307,
    'a way of issuance that does not exist',
    (rig) => rig.createAllowance(anAllowance({ issuance_type: 'by_pigeon' })),
  ],
  [
    21270308,
    'a start after the end',
    (rig) => rig.createAllowance(anAllowance({ start_date: '2028-01-01' })),
  ],
  [
    21270309,
    'an intern, for an item of regular employees',
    (rig) => rig.createAllowance(anAllowance({ item_id: items.abroad, user_id: people.intern })),
  ],
  [
    21270310,
    'a way the item does not cover',
    (rig) => rig.changeAllowance({ issuance_type: 'with_year_end_bonus' }),
  ],
  [
    21270311,
    'yuan, for an item in dollars',
    (rig) => rig.createAllowance(anAllowance({ item_id: items.abroad })),
  ],
  [
    21270312,
    'removing a payment that has begun',
    async (rig) => {
      const id = await storeAllowance(rig.call);
      await rig.sandbox.moveClock({ now: '2027-01-02 00:00:00' });
      // The token from last year has expired.
      const call = await callerFor(rig.sandbox);
      return codesOf(await call('recurring_payment.batch_remove', { record_ids: [id] })).at(-1);
    },
  ],
  [
    21270313,
    'a change of a payment that is not there',
    (rig) => rig.changeAllowance({ id: '7600000000000999999' }),
  ],
  [
    21270314,
    "a frequency that is not the item's",
    (rig) => rig.createAllowance(anAllowance({ issuance_period: 'week' })),
  ],
  [
    21270315,
    'a period that overlaps a stored one',
    async (rig) => {
      await storeAllowance(rig.call);
      return rig.createAllowance(anAllowance({ start_date: '2027-12-31', end_date: '2028-12-30' }));
    },
  ],
  [
    21270316,
    'no country, for an item that must have one',
    (rig) =>
      rig.createAllowance(
        anAllowance({ item_id: items.abroad, currency_id: currencies.usd, issuance_period: 'quarterly' }),
      ),
  ],
  [
    21270317,
    'a country that does not exist',
    (rig) => rig.createAllowance(anAllowance({ issuance_country_region_id: '1' })),
  ],
  [21270318, 'an amount of 0', (rig) => rig.createAllowance(anAllowance({ each_amount: '0.00' }))],
];
