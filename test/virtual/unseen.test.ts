// Files of which no event came, in virtual time: the sweeper finds them within the hour, and whatever is late or waits stays paid once.

import { describe, expect, it } from 'vitest';

import { makerJson } from '../../shared/job/maker.ts';
import { aBonus } from '../records.ts';
import { chanceOf } from '../chaos/chance.ts';
import { virtualPayferry, type VirtualPayferry } from './payferry.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function drop(ferry: VirtualPayferry, name: string): void {
  const body = JSON.stringify(aBonus({ unique_id: name, user_id: '7312345678901234567' }));
  ferry.drop(`lump_sum_payment/batch_create/${name}.ndjson`, body);
}

const steps = (ferry: VirtualPayferry, step: string) => ferry.log.filter((line) => line.step === step);

describe('a file of which no event came', () => {
  it('has its report within the hour, and nothing is doubled, whatever becomes of the events of others', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const chance = chanceOf(`unseen ${seed}`);
      using ferry = virtualPayferry({
        seed,
        // Lost, late by up to three hours, or twice.
        fate: ({ bucket }) =>
          bucket !== 'virtual-inbox'
            ? undefined
            : chance.pick([
                [],
                [chance.whole(0, 3 * 60) * minuteMs],
                [0],
                [0, chance.whole(0, 60) * minuteMs],
              ]),
      });
      await ferry.pass(hourMs);
      const names = Array.from({ length: 8 }, (_, index) => `file-${index}`);
      for (const name of names) {
        drop(ferry, name);
        await ferry.pass(chance.whole(0, 20) * minuteMs);
      }
      await ferry.pass(hourMs);
      expect(ferry.jobs(), `seed ${seed}`).toHaveLength(names.length);
      await ferry.untilIdle();
      await ferry.untilDone();
      for (const job of ferry.jobs())
        expect(ferry.report(job), `seed ${seed}`).toMatchObject({
          records: 1,
          state: 'complete_with_errors',
        });
    }
  });

  it('is found by one of the looks at the whole day, where the sweeper was gone for hours', async () => {
    let isDown = false;
    using ferry = virtualPayferry({
      seed: 1,
      fate: ({ bucket }) => (bucket === 'virtual-inbox' ? [] : undefined),
      onStep: ({ what }) => (isDown && what.startsWith('list virtual-inbox') ? 'fail' : undefined),
    });
    await ferry.pass(hourMs);
    drop(ferry, 'lost');
    isDown = true;
    await ferry.pass(5 * hourMs);
    isDown = false;
    expect(ferry.jobs()).toEqual([]);
    await ferry.pass(7 * hourMs);
    expect(ferry.jobs()).toHaveLength(1);
  });
});

describe('a file that waits for split', () => {
  it('for three hours, because split fails for it, is not started by another event, and keeps its name', async () => {
    let isDown = false;
    using ferry = virtualPayferry({
      seed: 3,
      onStep: ({ what }) => (isDown && what.startsWith('look for ') ? 'fail' : undefined),
    });
    await ferry.pass(hourMs);
    isDown = true;
    drop(ferry, 'waits');
    await ferry.pass(3 * hourMs);
    expect(ferry.jobs()).toEqual([]);
    expect(steps(ferry, 'unseen')).toEqual([]);
    isDown = false;
    await ferry.untilDone();
    const [job = ''] = ferry.jobs();
    expect(ferry.report(job)).toMatchObject({ state: 'complete_with_errors', records: 1 });
    expect(JSON.parse(ferry.read(makerJson.key({ job })))).toMatchObject({ by: 's3' });
  });
});
