// Machines whose clocks are wrong, one after the other, and a payment that the first of them made. It must not be told as another's.

import { describe, expect, it } from 'vitest';

import type { FaultName } from '../../local/sandbox/gateway/fault-table.ts';
import { aBonus } from '../../local/sandbox/test/payments.ts';
import { dropRecords, toldRows } from './jobs.ts';
import { virtualPayferry } from './payferry.ts';

const create = 'lump_sum_payment.batch_create';
const secondMs = 1000;

const aheads = [0, 1, 3, 10, 600];

describe('a machine that dies after its call, with a clock that is ahead', () => {
  it.each(aheads.flatMap((seconds) => [[seconds, 'cold'] as const, [seconds, 'warm'] as const]))(
    'by %i s, and %s: the payment is told as created by the next machine, whose clock is right',
    async (seconds, start) => {
      let isArmed = false;
      let isDead = false;
      using ferry = virtualPayferry({
        seed: 7,
        onStep({ fn, when, what }) {
          if (!isArmed || isDead || fn !== 'deliver' || when !== 'after' || !what.includes('batch_create'))
            return undefined;
          isDead = true;
          return 'kill';
        },
      });
      ferry.feishu.setClockOffset(-seconds * secondMs);
      if (start === 'warm') {
        await dropRecords(ferry, create, [aBonus({ unique_id: 'before' })]);
        await ferry.untilDone();
      }
      isArmed = true;
      const job = await dropRecords(ferry, create, [aBonus({ unique_id: 'bonus' })]);
      await ferry.until(() => isDead);
      ferry.feishu.setClockOffset(0);
      await ferry.untilDone();
      expect(toldRows(ferry, job)?.map(({ status }) => status)).toEqual(['created']);
    },
  );
});

describe('a warm machine whose clock is set ahead while it is idle', () => {
  const faults: readonly FaultName[] = [
    'no_answer_after',
    'cut_after',
    'html_502_after',
    'server_error_after',
  ];
  it.each(aheads.flatMap((seconds) => faults.map((fault) => [seconds, fault] as const)))(
    'by %i s: a payment with %s is told as created',
    async (seconds, fault) => {
      using ferry = virtualPayferry({ seed: 7 });
      await dropRecords(ferry, create, [aBonus({ unique_id: 'before' })]);
      await ferry.untilDone();
      await ferry.pass(600 * secondMs);
      ferry.feishu.setClockOffset(-seconds * secondMs);
      ferry.feishu.setFaults({ next: [{ fault }] });
      const job = await dropRecords(ferry, create, [aBonus({ unique_id: 'bonus' })]);
      await ferry.untilDone();
      expect(toldRows(ferry, job)?.map(({ status }) => status)).toEqual(['created']);
    },
  );
});

describe('two runs that send one payment, both without an answer', () => {
  it.each([4, 10, 60])(
    '%i seconds apart: the later is told that it was there, the earlier that another may have made it',
    async (seconds) => {
      using ferry = virtualPayferry({ seed: 7 });
      // So that both machines are warm and call at once.
      await dropRecords(ferry, create, [aBonus({ unique_id: 'before' })]);
      await ferry.untilDone();
      const bonus = aBonus({ unique_id: 'bonus' });
      ferry.feishu.setFaults({
        next: [
          { api: create, fault: 'no_answer_after' },
          { api: create, fault: 'server_error_before' },
        ],
      });
      const first = await dropRecords(ferry, create, [bonus]);
      const calls = () => ferry.feishu.calls({ api: create }).length;
      await ferry.until(() => calls() === 2);
      await ferry.pass(seconds * secondMs);
      const second = await dropRecords(ferry, create, [bonus]);
      await ferry.untilDone();
      expect(toldRows(ferry, first)?.map(({ status, record }) => [status, record._message])).toEqual([
        ['created', expect.stringContaining('or by another')],
      ]);
      expect(toldRows(ferry, second)?.map(({ status }) => status)).toEqual(['already_exists']);
    },
  );
});
