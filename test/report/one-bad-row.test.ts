// One bad row of any kind keeps no other row from being paid, and no row from being reported.

import { describe, expect, it } from 'vitest';

import type { Report } from '../../shared/job/report.ts';
import { carry } from '../fuzz/carry.ts';
import { chunksOf } from '../fuzz/damage.ts';
import { readReportFile } from '../fuzz/report-file.ts';
import { inEnglish } from '../in-english.ts';
import { aBonus, aDetail } from '../records.ts';
import { anOutcome } from './an-outcome.ts';

interface Told {
  readonly report: Report;
  readonly why: string | undefined;
  /** File of the report → row numbers. */
  readonly rows: Readonly<Record<string, readonly number[]>>;
  readonly bytes: number;
}

async function reported(format: 'csv' | 'ndjson', action: string, text: string): Promise<Told> {
  const key = `lump_sum_payment/${action}/approval=none/max_rejected_percent=90/file.${format}`;
  const cut = (bytes: Buffer) => chunksOf(bytes, [65_536]);
  const carried = await carry({ key, bytes: Buffer.from(text), cut }, () => ({
    kind: 'outcomes',
    of: anOutcome,
  }));
  if (!carried) throw new Error('no job came of it');
  const { plan, report, files } = carried;
  const rows = [...files].map(([name, body]) => [
    name.replace(`.${format}`, ''),
    readReportFile(format, body).map(({ row }) => row),
  ]);
  const bytes = [...files.values()].reduce((sum, body) => sum + body.length, 0);
  return { report, why: inEnglish(plan.reason), rows: Object.fromEntries(rows), bytes };
}

const nested = (levels: number, inside = '') => '['.repeat(levels) + inside + ']'.repeat(levels);
const bonus = (id: string, changes = {}) => JSON.stringify(aBonus({ unique_id: id, ...changes }));
const withField = (field: string) => `${bonus('bad').slice(0, -1)},${field}}`;
const repeat = <Value>(times: number, value: Value) => Array.from({ length: times }, () => value);

describe('a line of NDJSON', () => {
  it.each([
    ['nested 5,000 levels deep', `{"x":${nested(5000)}}`],
    ['with one field of 5,000 levels', withField(`"x":${nested(5000)}`)],
    ['with a number of many digits 100,000 levels deep', `{"x":${nested(100_000, '1.10')}}`],
    [
      'with 110,000 details, of each two things to say',
      bonus('bad', { details: repeat(110_000, { detail_reference_period_start_date: '2020-01-01' }) }),
    ],
    [
      'with 135,000 details that are wrong',
      bonus('bad', { details: repeat(135_000, { detail_reference_period_end_date: 'x' }) }),
    ],
    ['with a million details', bonus('bad', { details: repeat(1_000_000, {}) })],
    ['with a name of a million characters', bonus('x'.repeat(1_000_000))],
    ['of a million NULs', '\u0000'.repeat(1_000_000)],
    ['with a raw return in it', `${bonus('bad')}\r${bonus('worse')}`],
    ['with a byte order mark in front', `\uFEFF${bonus('bad')}`],
  ])('%s is rejected alone', async (_, line) => {
    const told = await reported('ndjson', 'batch_create', [bonus('a'), line, bonus('b')].join('\n'));
    expect(told.rows).toEqual({ succeeded: [1, 3], failed: [2] });
    expect(told.report).toMatchObject({ state: 'complete_with_errors', rows: 3 });
    expect(told.report.mismatch).toBeUndefined();
  });

  it.each([
    [
      'with names that mean something to JavaScript',
      withField('"__proto__":{"a":1},"toJSON":1,"then":2,"constructor":{}'),
    ],
    [
      'with 100,000 fields',
      withField(
        repeat(100_000, '')
          .map((__, index) => `"f${index}":1`)
          .join(),
      ),
    ],
    ['with a field name of a million characters', withField(`"${'x'.repeat(1_000_000)}":1`)],
    ['with a field without a name', withField('"":""')],
    ['with halves of characters, NULs and ends of lines', withField('"x":"\\ud83d \\u0000 \u2028\u2029"')],
    ['with numbers that no double holds', withField(`"x":[1e400,-0,${'9'.repeat(60)}]`)],
    ['with one field twice', withField('"remark":"a","remark":"b"')],
    [
      'with an amount of 255 digits',
      bonus('bad', {
        total_amount: '9'.repeat(255),
        issuance_frequency: 1,
        details: [aDetail({ issuance_amount: '9'.repeat(255) })],
      }),
    ],
    ['in a currency called __proto__', bonus('bad', { currency_id: '__proto__' })],
    ['in a currency called constructor', bonus('bad', { currency_id: 'constructor' })],
  ])('%s goes through, and all adds up', async (_, line) => {
    const told = await reported('ndjson', 'batch_create', [bonus('a'), line, bonus('b')].join('\n'));
    expect(told.rows).toEqual({ succeeded: [1, 2, 3] });
    expect(told.report).toMatchObject({ state: 'complete', rows: 3 });
    expect(told.report.mismatch).toBeUndefined();
  });

  it('adds up with others to more digits than an amount may have', async () => {
    const huge = (id: string, digit: string, changes = {}) => {
      const amount = digit.repeat(255);
      const details = [aDetail({ issuance_amount: amount })];
      return bonus(id, { total_amount: amount, issuance_frequency: 1, details, ...changes });
    };
    const told = await reported(
      'ndjson',
      'batch_create',
      [huge('a', '9'), huge('b', '1', { item_id: 7 })].join('\n'),
    );
    expect(told.rows).toEqual({ succeeded: [1], failed: [2] });
    expect(told.report.totals.by_currency['6863329932261459464']?.in).toHaveLength(256);
    expect(told.report.mismatch).toBeUndefined();
  });
});

const header = 'id,total_amount,currency_id,issuance_frequency,details.id,details.issuance_amount';
const good = (id: string) => `${id},1,1,1,,1`;

describe('a row of a table', () => {
  it('with a cell of a million digits that is no number is reported at once', async () => {
    const cell = `-${'1'.repeat(1_000_000)}x`;
    const told = await reported('csv', 'batch_remove', `id,reason\n1,a\n2,${cell}\n`);
    expect(told.rows).toEqual({ succeeded: [2, 3] });
  });

  it('with an id of a million characters is reported with it', async () => {
    const told = await reported('csv', 'batch_remove', `id,reason\n${'7'.repeat(1_000_000)},a\n2,b\n`);
    expect(told.rows).toEqual({ succeeded: [2, 3] });
  });

  it('with 1,900 cells too many is rejected alone', async () => {
    const told = await reported('csv', 'batch_remove', `id,reason\n1,a${',x'.repeat(1900)}\n2,b\n`);
    expect(told.rows).toEqual({ succeeded: [3], failed: [2] });
  });

  it('that is one of 5,000 wrong rows of a record tells its faults once, not on each of them', async () => {
    const told = await reported(
      'csv',
      'batch_update',
      [header, good('1'), ...repeat(5000, '7,3,1,2,1')].join('\n'),
    );
    expect(told.rows['succeeded']).toEqual([2]);
    expect(told.rows['failed']).toEqual(repeat(5000, 0).map((__, index) => index + 3));
    expect(told.bytes).toBeLessThan(10_000_000);
  });
});

describe('a file is stopped with a sentence', () => {
  it.each([
    [
      'whose rows all have one id',
      [header, ...repeat(50_000, good('7'))].join('\n'),
      'rows 2 to 40002 all have the id "7", which makes one record of them, larger than any may be',
    ],
    [
      'of which one record is longer than any may be',
      [header, ...repeat(80, `7,1,1,1,,${'1'.repeat(100_000)}`)].join('\n'),
      'rows 2 to 69 all have the id "7", which makes one record of them, larger than any may be',
    ],
    [
      'of which one record has millions of empty cells',
      [
        `${header}${repeat(1900, '')
          .map((__, index) => `,_${index}`)
          .join('')}`,
        ...repeat(3300, `${good('7')}${','.repeat(1900)}`),
      ].join('\n'),
      'rows 2 to 3149 all have the id "7", which makes one record of them, larger than any may be',
    ],
    ['with a million columns', `${header}${','.repeat(1_000_000)}\n`, 'row 1 has more than 2000 cells'],
    [
      'with a row of 100,000 cells',
      `${header}\n${good('1')}${','.repeat(100_000)}\n`,
      'row 2 has more than 2000 cells',
    ],
    ['that has only a header', header, 'the file holds no records'],
  ])('%s', async (_, text, sentence) => {
    const told = await reported('csv', 'batch_update', text);
    expect(told).toMatchObject({ why: sentence, rows: {}, report: { state: 'rejected', records: 0 } });
  });
});
