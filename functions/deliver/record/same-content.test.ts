import { describe, expect, it } from 'vitest';

import { aBonus, aBonusUpdate, aDetail, anAllowance } from '../../../test/records.ts';
import { lumpSumCreate } from '../../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumUpdate } from '../../../shared/feishu/operations/lump-sum-update.ts';
import { recurringCreate } from '../../../shared/feishu/operations/recurring-create.ts';
import type { JsonObject } from '../../../shared/values/json.ts';
import { compare, comparedOf, isAsBefore, strictlyComparedOf } from './same-content.ts';

const view = comparedOf(lumpSumCreate);
const stored = (changes: JsonObject = {}): JsonObject => ({
  ...aBonus({ details: [aDetail({ id: '1', record_id: '7' }), aDetail({ id: '2', record_id: '7' })] }),
  id: '7',
  create_time: '2026-11-20 12:00:00',
  apply_source: 5,
  ...changes,
});

describe('what Feishu holds is what was sent', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['to the letter', {}, {}],
    ['amounts by value', { total_amount: '2000' }, { total_amount: '2000.00' }],
    ['decimals by value', { binding_period_decimal: '2.50' }, { binding_period_decimal: '2.5' }],
    [
      'details in any order',
      { details: [aDetail({ issuance_amount: '1' }), aDetail({ issuance_amount: '2' })] },
      { details: [aDetail({ issuance_amount: '2.0' }), aDetail({ issuance_amount: '1.0' })] },
    ],
    [
      'and has been paid since',
      {},
      { details: [aDetail({ issuance_status: 'paid' }), aDetail({ issuance_status: 'paid' })] },
    ],
    ['empty text is none', { remark: '' }, { remark: undefined }],
    [
      'what the explorer alone knows may be unshown',
      {},
      { details: [{ ...aDetail(), detail_reference_period_start_date: undefined }, aDetail()] },
    ],
    ['what a scope hides', {}, { details: [{ ...aDetail(), belong_time: undefined }, aDetail()] }],
  ])('%s', (_, sent, held) => {
    expect(compare(aBonus(sent), stored(held), view)).toBe('same');
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['another amount', {}, { total_amount: '2000.01' }],
    ['another person', {}, { user_id: 'ou_other' }],
    ['another remark', {}, { remark: 'x' }],
    ['no remark there', { remark: 'x' }, { remark: undefined }],
    ['another status of the list', {}, { details: [aDetail(), aDetail({ issuance_status: 'not_issued' })] }],
    ['a detail less', {}, { details: [aDetail()] }],
    ['a detail more', {}, { details: [aDetail(), aDetail(), aDetail()] }],
    [
      'twice the same detail is not two different ones',
      { details: [aDetail(), aDetail()] },
      { details: [aDetail(), aDetail({ issuance_way: 'with_cash' })] },
    ],
    ['another int', { binding_period: 3 }, {}],
  ])('but not with %s', (_, sent, held) => {
    expect(compare(aBonus(sent), stored(held), view)).toBe('other');
  });

  it.each<[string, JsonObject]>([
    ['the person', { user_id: undefined }],
    ['the item', { item_id: undefined }],
    ['the currency', { currency_id: null }],
    ['the amount', { total_amount: undefined }],
    ['the details', { details: undefined }],
    ["a detail's amount", { details: [{ ...aDetail(), issuance_amount: undefined }, aDetail()] }],
  ])('and nobody can say without %s', (_, held) => {
    expect(compare(aBonus(), stored(held), view)).toBe('hidden');
  });

  it('recurring payments too', () => {
    const recurring = comparedOf(recurringCreate);
    expect(compare(anAllowance(), { ...anAllowance(), id: '7', each_amount: '20' }, recurring)).toBe('same');
    expect(compare(anAllowance(), { ...anAllowance(), end_date: '2028-01-01' }, recurring)).toBe('other');
  });
});

describe('an update is done already', () => {
  const added = aDetail({ issuance_amount: '20.00' });
  const kept = aDetail({ id: '7395133551102200876', issuance_amount: '10.00' });
  const update = aBonusUpdate({ details: [kept, added] });
  const { operation_source: _, ...asStored } = update;
  const done = { ...asStored, details: [kept, { ...added, id: '7395133551102200999' }] };
  const how = strictlyComparedOf(lumpSumUpdate);

  it('where Feishu shows all that was sent', () => {
    expect(compare(update, done, how)).toBe('same');
    const withEmptyId = { ...update, details: [kept, { ...added, id: '' }] };
    expect(compare(withEmptyId, done, how)).toBe('same');
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a field is not shown', update, { ...done, binding_period_decimal: undefined }],
    ['a field that is hidden without a scope is not shown', update, { ...done, remark: undefined }],
    ['a field is to become empty', { ...update, remark: '' }, done],
    [
      'the amounts of two details are exchanged',
      update,
      {
        ...done,
        details: [
          { ...kept, issuance_amount: '20.00' },
          { ...added, issuance_amount: '10.00', id: '9' },
        ],
      },
    ],
    ['a detail is missing', update, { ...done, details: [kept] }],
  ])('but not where %s', (_what, sent, held) => {
    expect(compare(sent, held, how)).not.toBe('same');
  });
});

describe('what Feishu holds is as the before-image shows it', () => {
  const sent = aBonusUpdate({ id: '7', remark: 'new', details: [aDetail()] });
  const image: JsonObject = {
    id: '7',
    apply_source: 5,
    total_amount: '1.00',
    details: [{ id: '1', issuance_amount: '1.00' }],
  };
  const kept = { id: '1', issuance_amount: '1.00' };

  it.each<[string, JsonObject, boolean]>([
    ['to the letter', { ...image }, true],
    ['with a field more, which nobody sent', { ...image, shown_since: [1] }, true],
    ['with a field less, which nobody sent', { id: '7', total_amount: '1.00', details: [kept] }, true],
    ['with such a field in a detail', { ...image, details: [{ ...kept, shown_since: 1 }] }, true],
    ['but for a field that was sent', { ...image, remark: 'new' }, false],
    [
      'but for a field of a detail that was sent',
      { ...image, details: [{ ...kept, belong_time: 'x' }] },
      false,
    ],
    ['but for an amount', { ...image, total_amount: '2.00' }, false],
    ['but for a field less, which was sent', { id: '7', apply_source: 5, details: [kept] }, false],
    ['but for a value that nobody sent', { ...image, apply_source: 6 }, false],
    ['but for a detail more', { ...image, details: [kept, { id: '2' }] }, false],
  ])('%s', (_, held, expected) => {
    expect(isAsBefore(sent, image, held)).toBe(expected);
  });

  it('which it is not without an image', () => {
    expect(isAsBefore(sent, undefined, image)).toBe(false);
  });
});
