// Compares the sandbox with the documented pages: a request reaches every record code.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../start.ts';
import { messages } from '../tenant/codes.ts';
import { documented } from '../../../test/documented/index.ts';
import { callerFor, resultsOf, type Caller } from './caller.ts';
import { aCodeRig } from './code-rig.ts';
import { lumpSumCases } from './lump-sum-code-cases.ts';
import { aBonus } from './payments.ts';
import { recurringCases } from './recurring-code-cases.ts';

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

describe.each([
  { family: 'lump_sum_payment', cases: lumpSumCases },
  { family: 'recurring_payment', cases: recurringCases },
])('$family', ({ family, cases }) => {
  it.each(cases)('%i answers %s', async (code, _, reach) => {
    expect(await reach(aCodeRig(sandbox, call))).toBe(code);
  });

  it('reaches every record code its pages list, and tries no other', () => {
    const listed = documented.filter(({ name }) => name.startsWith(family)).flatMap(({ codes }) => codes);
    expect(new Set(cases.map(([code]) => code))).toEqual(new Set(listed.map(({ code }) => code)));
  });
});

it('has the words of the pages for every code, and no code of its own', () => {
  const words = documented.flatMap(({ codes }) => codes).map(({ code, en }): [number, string] => [code, en]);
  expect(messages).toEqual(Object.fromEntries([[0, 'Success'], ...words]));
});

it('says each code in the words of its page', async () => {
  const words = new Map(documented.flatMap(({ codes }) => codes).map(({ code, en }) => [code, en]));
  const records = [aBonus({ unique_id: 'x' }), aBonus({ unique_id: 'x' }), aBonus({ issuance_frequency: 3 })];
  const results = resultsOf(await call('lump_sum_payment.batch_create', { records }));
  expect(results.map(({ message }) => message)).toEqual([
    'Success',
    words.get(21270202),
    words.get(21270207),
  ]);
});
