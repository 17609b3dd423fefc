// A stage in Chinese: what all four functions say reaches people in Chinese.

import { describe, expect, it } from 'vitest';

import { aBonus } from '../../local/sandbox/test/payments.ts';
import { quarantinedJson } from '../../shared/job/quarantined.ts';
import { failedJson } from '../../shared/run/failed.ts';
import { dropRecords } from './jobs.ts';
import { virtualPayferry, type VirtualPayferry } from './payferry.ts';
import { newestSnapshot } from './snapshots.ts';

const settings = { LANGUAGE: 'zh' };
const create = 'lump_sum_payment.batch_create';

function ask(ferry: VirtualPayferry, changes: object = {}): void {
  const scheduled_at = new Date(ferry.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  ferry.export({
    dataset: 'nightly',
    resource: 'lump_sum_payment',
    mode: 'changes',
    scheduled_at,
    ...changes,
  });
}

describe('a stage in Chinese', () => {
  it('tells what deliver has found out', async () => {
    using ferry = virtualPayferry({ seed: 31, settings });
    await dropRecords(ferry, create, [aBonus({ unique_id: 'a' })]);
    await ferry.untilDone();
    const job = await dropRecords(ferry, create, [aBonus({ unique_id: 'a', remark: '另一笔' })]);
    await ferry.untilDone();
    expect(ferry.read(`reports/${job}/unclear.ndjson`)).toContain(
      '"_status":"conflict","_code":21270202,"_message":"飞书里已有相同 unique_id 的记录，但内容不同"',
    );
    expect(ferry.read(`jobs/${job}/outcomes/00000.ndjson`)).toContain(
      '"message":{"say":"outcome.exists_already"}',
    );
  });

  it('tells what a snapshot can be trusted for, and why it holds everything', async () => {
    using ferry = virtualPayferry({ seed: 32, settings });
    await dropRecords(ferry, create, [aBonus({ unique_id: 'a' })]);
    await ferry.untilDone();
    ask(ferry);
    await ferry.untilIdle();
    const { manifest } = newestSnapshot(ferry, 'nightly');
    expect(manifest.mode_reason).toEqual({
      say: 'export.nothing_before',
      with: { dataset: 'nightly' },
      text: 'nightly 还没有完成过一次导出，没有可接续的起点',
    });
    expect(manifest.guarantee).toEqual({
      say: 'export.guarantee_of_full',
      text: expect.stringContaining('每条恰好出现一次'),
    });
  });

  it('tells why an export was given up, and why one is set aside', async () => {
    using ferry = virtualPayferry({ seed: 33, settings });
    ask(ferry, { filters: { user_ids: ['ou_nobody'] }, user_id_type: 'open_id' });
    ask(ferry, { resource: 'payslip' });
    await ferry.untilIdle();
    const failed = ferry.keys('exports/').find((key) => key.endsWith('/failed.json')) ?? '';
    expect(failedJson.parse(ferry.read(failed)).reason.text).toMatch(
      /^lump_sum_payment\.query \S+ 的第 1 页无法读取：飞书拒绝了查询（错误码 99992351）$/,
    );
    const [aside = ''] = ferry.keys('quarantine/');
    expect(quarantinedJson.parse(ferry.read(aside)).reason.text).toBe(
      'resource 是 "payslip"，应为以下之一：lump_sum_payment、lump_sum_payment_detail、recurring_payment',
    );
    // The log is for operators, in English.
    expect(ferry.log.find(({ step }) => step === 'export_failed')?.facts).toMatchObject({
      reason: expect.stringMatching(/could not be read: refused \(99992351\)$/),
    });
  });
});
