// The reason why a file or a record is refused is short enough to be read to its end.

import { describe, expect, it } from 'vitest';

import { carry } from '../fuzz/carry.ts';
import { inEnglish } from '../in-english.ts';
import { aBonus } from '../records.ts';
import { anOutcome } from '../report/an-outcome.ts';

const operation = 'lump_sum_payment.batch_create';

async function reasonOf(message: object): Promise<string | undefined> {
  const body = JSON.stringify({ operation, records: [aBonus()], ...message });
  const carried = await carry({ message: body }, () => ({ kind: 'outcomes', of: anOutcome }));
  return inEnglish(carried?.plan.reason);
}

const numbered = (count: number, name: (index: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), '5']));

describe('a message', () => {
  it('with thousands of unknown options is refused with ten of them', async () => {
    const reason = await reasonOf(numbered(5000, (index) => `strange${index}`));
    expect(reason?.split('; ')).toHaveLength(11);
    expect(reason).toMatch(/^nobody knows the option "strange0"; .*; and 4990 more$/);
  });

  it('with thousands of totals that differ is told of ten', async () => {
    const reason = await reasonOf({ expected_total: numbered(5000, (index) => `C${index}`) });
    expect(reason?.split('; ')).toHaveLength(11);
    expect(reason).toMatch(/^expected_total\.C0 is 5, the file adds up to 0; .*; and 4991 more$/);
  });

  it('with a total in a currency that gives orders to a terminal is told what it is', async () => {
    expect(await reasonOf({ expected_total: { '\u001b[2J': '5' } })).toBe(
      '"expected_total.\\u001b[2J" is 5, the file adds up to 0; ' +
        'the file has 2000.00 of the currency 6863329932261459464 in 1 record, and no expected_total is given for it',
    );
  });
});

it('a record is told a hundred of its faults, and how many there are more', async () => {
  const wrong = aBonus({ details: Array.from({ length: 1000 }, () => ({})) });
  const carried = await carry({ message: JSON.stringify({ operation, records: [wrong] }) }, () => ({
    kind: 'nothing',
  }));
  const message = inEnglish(carried?.rejected[0]?.message ?? '');
  expect(message.split('; ')).toHaveLength(101);
  expect(message).toMatch(/^details\.1\.issuance_amount is required but absent; .*; and \d+ more$/);
});
