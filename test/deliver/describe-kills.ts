// The kills of deliver for one kind of operation.

import { describe, expect, it } from 'vitest';

import { killAtEachStep, type Trade } from './kill-at-each-step.ts';

export interface Kills {
  readonly leaves: string;
  readonly trades: Readonly<Record<string, Trade>>;
  /** Steps at which deliver must be killed with `fair` (see `Weather`), beside the calls, the outcomes and complete.json. */
  readonly alsoAt: readonly string[];
}

export function describeKills({ leaves, trades, alsoAt }: Kills): void {
  const weathers = ['call_lost', 'answer_lost'] as const;
  describe(`a kill of deliver leaves each record ${leaves} and truly told`, () => {
    it.concurrent.each(Object.entries(trades))(
      'at every request: %s',
      async (_, trade) => {
        expect(await killAtEachStep(trade, 'fair')).toEqual(
          expect.arrayContaining([
            ...alsoAt,
            `before ${trade.operation.path}`,
            `after ${trade.operation.path}`,
            'before PutObject jobs/outcomes/00000.ndjson',
            'after PutObject jobs/outcomes/00000.ndjson',
            'before PutObject jobs/complete.json',
            'after PutObject jobs/complete.json',
          ]),
        );
      },
      600_000,
    );

    it.concurrent.each(
      Object.entries(trades).flatMap(([name, trade]) =>
        weathers.map((weather) => [name, weather, trade] as const),
      ),
    )(
      'at every request that has an effect: %s, %s',
      async (_, weather, trade) => {
        expect(await killAtEachStep(trade, weather)).toEqual(
          expect.arrayContaining([
            'before PutObject jobs/outcomes/00000.ndjson',
            'after PutObject jobs/outcomes/00000.ndjson',
            'after PutObject jobs/complete.json',
          ]),
        );
      },
      600_000,
    );
  });
}
