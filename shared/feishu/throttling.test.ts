import { describe, expect, it } from 'vitest';

import { handClock, type HandClock } from '../../test/hand-clock.ts';
import { aBonus } from '../../test/records.ts';
import { aToken } from '../../test/scripted-feishu.ts';
import { createClient, type CallOptions } from './client.ts';
import { lumpSumCreate } from './operations/lump-sum-create.ts';
import { lumpSumQuery } from './operations/lump-sum-query.ts';
import { allSlots, laneSlots } from './slots.ts';
import { createTimetable } from './timetable.ts';

const aMinuteMs = 60_000;
const tooMany = 'too many';
const done = { code: 0, data: { operate_results: [{ unique_id: 'a', id: '1', code: 0 }] } };
const page = { code: 0, data: { has_more: false, records: [] } };

/** A Feishu that gives the answers of the test after `tookMs`. `tooMany` is a 429 that says how long to wait. */
function feishu(
  answerTo: (n: number, path: string) => object | typeof tooMany,
  { reset = '1', tookMs = 0 } = {},
) {
  const clock: HandClock = handClock();
  let asked = 0;
  const client = createClient({
    baseUrl: 'https://open.feishu.cn',
    appId: 'cli_app',
    appSecret: () => Promise.resolve('secret'),
    clock,
    timeoutMs: 5000,
    fetch: async (url) => {
      const path = typeof url === 'string' ? url : '';
      if (path.endsWith('/internal')) return new Response(JSON.stringify(aToken('t-1')));
      asked += 1;
      const answer = answerTo(asked, path);
      await clock.sleep(tookMs);
      return answer === tooMany
        ? new Response('{"code":99991400}', { status: 429, headers: { 'x-ogw-ratelimit-reset': reset } })
        : new Response(JSON.stringify(answer));
    },
  });
  const timetable = createTimetable(clock, { callsPerSecond: 10 });
  const options = (owns = laneSlots(0, 8)): CallOptions => ({
    lane: timetable.lane(owns),
    userIdType: 'open_id',
    deadlineMs: clock.now() + 15 * aMinuteMs,
  });
  const write = (given = options()) => client.write(lumpSumCreate, [aBonus({ unique_id: 'a' })], given);
  const read = (given = options()) => client.read(lumpSumQuery, { filters: {}, pageSize: 500 }, given);
  return { clock, options, write, read, asked: () => asked };
}

describe('"too many calls"', () => {
  it('to every call for ever ends a call as throttled within a minute, long before its time is over', async () => {
    const { clock, write, asked } = feishu(() => tooMany);
    const startMs = clock.now();
    expect(await clock.until(write())).toMatchObject({ kind: 'throttled', status: 429, code: 99991400 });
    expect(asked()).toBe(10);
    expect(clock.now() - startMs).toBeLessThan(aMinuteMs);
  });

  it('in later calls ends each of them after one request, until another answer comes', async () => {
    const { clock, write, asked } = feishu((n) => (n <= 12 || n === 14 ? tooMany : done));
    const ends = [];
    for (let call = 0; call < 5; call += 1) ends.push((await clock.until(write())).kind);
    expect(ends).toEqual(['throttled', 'throttled', 'throttled', 'accepted', 'accepted']);
    expect(asked()).toBe(15);
  });

  it('nine times in a row costs no call its turn', async () => {
    const { clock, write } = feishu((n) => (n % 10 === 0 ? done : tooMany));
    for (let call = 0; call < 3; call += 1)
      expect(await clock.until(write())).toMatchObject({ kind: 'accepted' });
  });

  it('answered to forty concurrent calls counts once', async () => {
    const { clock, read, options } = feishu((n) => (n <= 40 ? tooMany : page), { tookMs: 4500 });
    const shared = options(allSlots.owns);
    const answers = await clock.until(Promise.all(Array.from({ length: 40 }, () => read(shared))));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
  });

  it('to one API says nothing of another, whose limit is its own', async () => {
    const { clock, read, write } = feishu((_, path) => (path.includes('/query') ? page : tooMany));
    expect(await clock.until(write())).toMatchObject({ kind: 'throttled' });
    expect(await clock.until(read())).toMatchObject({ kind: 'accepted' });
  });

  it('with an hour to wait ends a call at once', async () => {
    const { clock, write, asked } = feishu(() => tooMany, { reset: '3600' });
    expect(await clock.until(write())).toMatchObject({ kind: 'throttled' });
    expect(asked()).toBe(1);
  });
});
