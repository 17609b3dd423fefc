import { describe, expect, it } from 'vitest';

import { render } from '../words.ts';
import { readFlags } from './sandbox-flags.ts';

describe('flags', () => {
  it('have defaults: a free port of this machine, 10 calls a second, tokens of two hours, no faults', () => {
    expect(readFlags([])).toMatchObject({
      kind: 'settings',
      settings: {
        port: 0,
        host: '127.0.0.1',
        callsPerSecond: 10,
        tokenLifeMs: 7_200_000,
        faults: { random: {} },
      },
    });
  });

  it('turn into settings', () => {
    const flags =
      '--port 4010 --rate=0 --latency-ms 50 --random-seed 7 --fault cut_after=0.1 --fault=throttled=.2 ' +
      '--switch results_order=reversed --switch fresh_record_seconds=1.5';
    expect(readFlags([...flags.split(' '), '--now', '2026-11-20 09:00:00'])).toMatchObject({
      settings: {
        port: 4010,
        callsPerSecond: 0,
        randomSeed: 7,
        nowMs: Date.parse('2026-11-20T01:00:00Z'),
        faults: { latency_ms: 50, random: { cut_after: 0.1, throttled: 0.2 } },
        switches: { results_order: 'reversed', fresh_record_seconds: '1.5', bad_user_id: 'call' },
      },
    });
  });

  it.each([
    [['4010'], 'Unexpected argument'],
    [['--port'], 'argument missing'],
    [['--port', 'http'], '--port must be a whole number up to 65535, not "http"'],
    [['--port', '70000'], '--port must be a whole number up to 65535'],
    [['--rate=-1'], '--rate must be a whole number'],
    [['--rate='], '--rate must be a whole number'],
    [['--now', 'yesterday'], '--now must look like "2026-11-20 09:00:00"'],
    [['--fault', 'cut_before'], 'the share of cut_before must be a number from 0 to 1'],
    [['--fault', 'cut_before=1.1'], 'the share of cut_before must be a number from 0 to 1'],
    [['--fault', 'bad_luck=1'], 'no fault is called "bad_luck"'],
    [['--switch', 'results_order=none'], 'it can be input, reversed'],
    [['--switch', 'order'], 'no switch is called "order"'],
  ])('%j is refused with a sentence', (flags, sentence) => {
    const read = readFlags(flags);
    if (read.kind !== 'faults') throw new Error('they were not refused');
    expect(read.sentences.map((fault) => render(fault, 'en'))).toEqual([expect.stringContaining(sentence)]);
  });
});
