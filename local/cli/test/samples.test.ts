import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { deviation } from '../commands/samples.ts';
import type { Result } from '../report/result.ts';
import { languages } from '../../../shared/words/sentences.ts';
import { render } from '../words/render.ts';
import { aPlace } from './payferry-process.ts';

const timeoutMs = 120_000;

describe('npm start', () => {
  it(
    'carries the samples to the sandbox, says who was paid, who was not and why, and ends with 0',
    async () => {
      await using place = await aPlace();
      // The environment names a real Feishu, and the samples must not go there.
      const environment = { FEISHU_BASE_URL: 'https://open.feishu.cn', FEISHU_APP_SECRET: 'my-own-secret' };
      const { code, stdout, stderr } = await place.npmStart(['--out', place.out], environment);

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('FEISHU_BASE_URL is set and not used');
      expect(stdout).not.toContain('my-own-secret');
      const lines = stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));
      expect(lines).toEqual(
        expect.arrayContaining([
          'paid | row 2 | 张伟 e00001 | bonus-2026-11-0001 | 2000.00 CNY',
          'refused | rows 15–16 | 徐强 e00011 | bonus-2026-11-0011 | 2000.00 CNY | total_amount is 2000.00, but the details add up to 1999.50',
          'already there | row 2 | 张伟 e00001 | bonus-2026-11-0001 | 2000.00 CNY',
          'CNY | 85289.88 | 71139.38 | 0 | 14150.50 | 0',
          'november-bonuses.csv | 28 | 24 | 17 paid | 0 | 7 | 0 | refused: row 14, 15–16, 18, 19, 20, 27, 29',
          'late-bonuses.csv | 3 | 3 | 1 paid | 1 | 0 | 1 | look in Feishu before paying again: row 3',
          'allowances.ndjson | 6 | 6 | 4 set up | 0 | 2 | 0 | refused: row 4, 5',
          'year-end-bonuses.xlsx | 10 | 10 | 9 paid | 0 | 1 | 0 | refused: row 9',
          'housing-allowances.csv | 6 | 6 | 5 set up | 0 | 1 | 0 | refused: row 5',
          'paid | row 7 | 曾琳 e00025 | bonus-2026-12-0103 | 1,234.50 CNY',
          'corrections.json | 4 | 4 | 3 changed | 0 | 1 | 0 | refused: row 4',
          'removals.csv | 3 | 3 | 2 removed | 0 | 1 | 0 | refused: row 4',
          'december-bonuses.csv | 3 | 3 | 0 | 0 | 3 | 0 | the whole file: expected_total.6863329932261459464 is 12000.00, the file adds up to 9000.00',
          'The sandbox now holds 25 bonuses and 9 allowances. As snapshots:',
          'lump_sum_payment: 25 records, 2 calls to Feishu',
          'CNY | 23 | 86744.63',
          'recurring_payment: 9 records, 2 calls to Feishu',
        ]),
      );

      const jobs = await readdir(join(place.out, 'reports'));
      expect(jobs).toHaveLength(8);
      const november = jobs.find((job) => job.includes('november-bonuses')) ?? '';
      const folder = join(place.out, 'reports', november);
      expect((await readdir(folder)).toSorted()).toEqual(['failed.csv', 'report.json', 'succeeded.csv']);
      expect(await readFile(join(folder, 'failed.csv'), 'utf8')).toMatch(
        /^\uFEFFunique_id,_name,.*_message\r\n/,
      );
      const snapshots = join(place.out, 'snapshots');
      expect((await readdir(snapshots)).toSorted()).toEqual(['lump_sum_payment', 'recurring_payment']);
      expect(await readdir(snapshots, { recursive: true })).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^lump_sum_payment\/dt=[^/]+\/run=[^/]+\/part-00000\.parquet$/),
          expect.stringMatching(/^recurring_payment\/dt=[^/]+\/run=[^/]+\/_manifest\.json$/),
        ]),
      );
      expect(await readdir(place.temp)).toEqual([]);
    },
    timeoutMs,
  );
});

describe('a sample that ends differently', () => {
  const expected = { succeeded: 3, already_there: 0, refused: 1, not_sent: 0, unclear: 0 };
  const result = (counts: Result['counts']): Result => ({
    name: 'bonuses.csv',
    folder: '',
    operation: undefined,
    counts,
    report: {
      v: 2,
      job: '',
      operation: '',
      source: { name: '' },
      state: 'complete',
      rows: 4,
      records: 4,
      by_status: {},
      by_code: {},
      totals: { by_currency: {}, uncounted: 0 },
      calls: 1,
      throttled: 0,
      files: [],
      started_at: '',
      finished_at: '',
    },
  });

  it('is named with each number that differs', () => {
    const [sentence] = deviation(result({ ...expected, succeeded: 2, unclear: 1 }), expected);
    expect(languages.map((language) => render(sentence ?? '', language))).toEqual([
      'bonuses.csv: succeeded 2 instead of 3, unclear 1 instead of 0',
      'bonuses.csv：成功 2，应为 3；待核对 1，应为 0',
    ]);
  });

  it('is none where every number is as declared', () => {
    expect(deviation(result(expected), expected)).toEqual([]);
  });
});
