// What docs/security.md promises for rights by prefix: a writer that is limited to approval=required cannot pay alone.

import { expect, it } from 'vitest';

import { readInboxKey } from '../../functions/split/trigger/inbox-key.ts';
import { readOptions, type Given } from '../../functions/split/trigger/options.ts';
import { tableOperations } from '../../shared/feishu/titles/table-operations.ts';
import { docBlocks } from '../doc-blocks.ts';

const usual = { userIdType: 'open_id', maxRejectedPercent: 20, language: 'en' } as const;
const create = 'lump_sum_payment/batch_create';

/** How split treats a file with this key and metadata. */
function approvalOf(key: string, metadata: readonly Given[] = []): string {
  const { operation, options } = readInboxKey(key);
  const known = tableOperations.find(({ name }) => name === operation);
  if (!known || key.endsWith('/')) return 'stopped';
  const read = readOptions([...options, ...metadata], known, 'csv', usual);
  return read.kind === 'wrong' ? 'stopped' : read.options.approval;
}

const none: Given = { name: 'approval', value: 'none', maybeForeign: true };

it('no key that the right allows is paid without approval', async () => {
  const blocks = await docBlocks('security.md');
  const policy = blocks.find(({ text }) => text.includes('approval=required'))?.text ?? '';
  const [, allowed = ''] = /:s3:::[^/]+\/(.+)$/.exec(JSON.parse(policy).Resource) ?? [];
  const pattern = new RegExp(`^${allowed.replaceAll('*', '.*')}$`);
  expect(pattern.test(`${create}/bonus.csv`)).toBe(false);

  const keys = [
    `${create}/approval=required/bonus.csv`,
    `${create}/approval=required/2026-11/bonus.csv`,
    `${create}/approval=required/approval=none/bonus.csv`,
    `${create}/approval=none/batch_create/approval=required/bonus.csv`,
    `${create}/approval=required/`,
    `${create}/approval=required//bonus.csv`,
    `/${create}/approval=required/bonus.csv`,
    `recurring_payment/batch_create/approval=required/bonus.csv`,
    `lump_sum_payment/batch_update/batch_create/approval=required/bonus.csv`,
  ];
  for (const key of keys) {
    expect(pattern.test(key), key).toBe(true);
    expect(approvalOf(key), key).not.toBe('none');
    expect(approvalOf(key, [none]), key).toBe('stopped');
  }
  expect(approvalOf(keys[0] ?? '')).toBe('required');
});
