// No text from a file, its name, a report, a manifest or Feishu can control the terminal or add lines.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { widthOf } from '../screen/outside-text.ts';
import { readResult } from '../report/result.ts';
import { createScreen } from '../screen/screen.ts';
import { table } from '../screen/table.ts';
import { tellResult } from '../screen/tell-result.ts';
import { tellSnapshots } from '../screen/tell-snapshots.ts';
import { tellSummary } from '../screen/tell-summary.ts';
import { tableRow } from '../../../shared/values/csv.ts';
import type { Manifest } from '../../../shared/run/manifest.ts';

const clear = '\u001b[2J\u001b[1A';
const orders = [
  ['clears the screen', clear],
  ['ends the line', '\n  paid  row 9  Ann  b-9  9.00 CNY'],
  ['ends the line as only Unicode knows', '\u2028  paid  row 9'],
  ['turns the direction of writing', '\u202e00.9'],
  ['is a return', '\r  paid'],
] as const;
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe.each(['csv', 'json', 'ndjson'] as const)('a record of a %s file', (format) => {
  it.each(orders)('whose every text %s stands in its own line and no other', async (_, order) => {
    const plain = await told(format, '');
    const { lines, summed } = await told(format, order);
    expect(lines).toHaveLength(plain.lines.length);
    expect(summed).toHaveLength(plain.summed.length);
    for (const line of [...lines, ...summed]) expect(line).not.toMatch(unprintable);
    expect(lines.filter((line) => /^ {2}(paid|refused) +row /.test(line))).toHaveLength(2);
    expect(lines.find((line) => line.includes('row 2'))).toMatch(/^ {2}paid +row 2 /);
    expect(summed.join()).toContain('refused: row 3');
  });

  it('whose name, person, currency and id are endless leaves the table readable', async () => {
    const { lines, summed } = await told(format, '奖'.repeat(255));
    const paid = lines.find((line) => line.includes('row 2')) ?? '';
    expect(widthOf(paid)).toBeLessThan(160);
    expect(paid.match(/…/g)).toHaveLength(4);
    // The last column has the reason, and is not cut.
    expect(lines.find((line) => line.includes('row 3'))).toContain('奖'.repeat(255));
    expect(widthOf(summed[1]?.split('  ')[0] ?? '')).toBeLessThanOrEqual(40);
  });
});

it('a currency has its line of sums, whatever it is called', async () => {
  const { lines } = await told('ndjson', '');
  expect(lines.filter((line) => /^ {2}currency (c|__proto__) +9 +9 +0 +9 +0$/.test(line))).toHaveLength(2);
});

describe('a table', () => {
  it.each(orders)('shows a cell or a title that %s, whoever fills it', (_, order) => {
    const lines = table(
      [{ title: `a${order}` }, { title: 'b', right: true }, { title: 'c' }],
      [[order, order, order]],
      'en',
    );
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).not.toMatch(unprintable);
  });

  it('cuts names and never a number or the last column', () => {
    const long = '1'.repeat(300);
    const [line = ''] = table(
      [{ title: '' }, { title: '', right: true }, { title: '' }],
      [[long, long, long]],
      'en',
    );
    expect(line).toBe(`${'1'.repeat(39)}…  ${long}  ${long}`);
  });

  it('has room for any number of rows', () => {
    expect(
      table(
        [{ title: 'a' }, { title: 'b' }],
        Array.from({ length: 200_000 }, () => ['x', 'y']),
        'en',
      ),
    ).toHaveLength(200_001);
  });
});

describe('a snapshot', () => {
  it.each(orders)('of which every text %s is told in its own lines', (_, order) => {
    const said = (text: string) => {
      const { screen, lines } = aScreen();
      tellSnapshots(
        [{ manifest: aManifest(text), folder: `/tmp/a${text}` }],
        screen,
        (id) => `currency ${id}`,
      );
      return lines();
    };
    expect(said(order)).toHaveLength(said('').length);
    for (const line of said(order)) expect(line).not.toMatch(unprintable);
    expect(said('')).toContain('    our clock is ahead');
  });
});

/** A report of two records, one paid and one refused, with the text in every field that a file or Feishu fills. */
async function told(format: 'csv' | 'json' | 'ndjson', text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'payferry-escapes-'));
  try {
    const record = (row: number, status: string) => ({
      unique_id: `b-${row}${text}`,
      user_id: `u${text}`,
      _name: `n${text}`,
      total_amount: `9.00${text}`,
      currency_id: `c${text}`,
      _row: row,
      _status: status,
      _code: 21270201,
      _message: `no${text}`,
    });
    await writeFile(join(folder, `succeeded.${format}`), fileOf(format, record(2, 'created')));
    await writeFile(join(folder, `failed.${format}`), fileOf(format, record(3, 'refused')));
    const totals = { in: '9', accepted: '9', already_there: '0', not_accepted: '9', unclear: '0' };
    const report = {
      v: 2,
      job: 'a-job',
      operation: 'lump_sum_payment.batch_create',
      source: { name: 'bonus' },
      state: 'complete_with_errors',
      reason: { text: `because${text}` },
      rows: 2,
      records: 2,
      by_status: { created: 1, refused: 1 },
      by_code: {},
      totals: { by_currency: { [`c${text}`]: totals, ['__proto__']: totals }, uncounted: 1 },
      mismatch: [{ text: `c${text}: the plan says 1, the report adds up to 2` }],
      calls: 1,
      throttled: 0,
      files: [`failed.${format}`, `succeeded.${format}`],
      started_at: '2026-11-20T01:00:00.000Z',
      finished_at: '2026-11-20T01:00:01.000Z',
    };
    const lines: string[] = [];
    for (const state of ['complete_with_errors', 'rejected', 'aborted']) {
      await writeFile(join(folder, 'report.json'), JSON.stringify({ ...report, state }));
      const result = await readResult(`file${text}.${format}`, folder);
      const { screen, lines: said } = aScreen();
      await tellResult(result, screen, (id) => `currency ${id}`);
      if (state === 'complete_with_errors') lines.push(...said());
      else lines.push(...said().slice(0, 1));
    }
    await writeFile(join(folder, 'report.json'), JSON.stringify(report));
    const { screen, lines: summed } = aScreen();
    await tellSummary([await readResult(`file${text}.${format}`, folder)], screen);
    return { lines, summed: summed() };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function aScreen() {
  const written: string[] = [];
  const screen = createScreen({ write: (line: string) => written.push(line) }, () => 0, 'en');
  return { screen, lines: () => written.map((line) => line.replace(/\n$/, '')) };
}

function fileOf(format: 'csv' | 'json' | 'ndjson', record: object): string {
  if (format === 'ndjson') return `${JSON.stringify(record)}\n`;
  if (format === 'json') return `[\n${JSON.stringify(record)}\n]\n`;
  return tableRow(Object.keys(record), ',') + tableRow(Object.values(record).map(String), ',');
}

function aManifest(text: string): Manifest {
  return {
    v: 2,
    dataset: `d${text}`,
    run: 'run',
    resource: `r${text}`,
    mode: 'changes',
    mode_reason: { text: `m${text}` },
    format: 'csv',
    filters: {},
    user_id_type: 'user_id',
    since: `s${text}`,
    selection: 'x',
    files: [{ name: `f${text}`, records: 1, bytes: 1, sha256: 'x' }],
    records: 1,
    totals: { by_currency: { [`c${text}`]: { records: 1, amount: '1' } }, uncounted: 1 },
    amount: `a${text}`,
    fields: [],
    maybe_hidden: [{ field: `h${text}`, scope: `s${text}` }],
    dropped: { repeats: 0, older_states: 0 },
    windows: 1,
    calls: 1,
    throttled: 0,
    invocations: 1,
    base_url: '',
    app_id: '',
    code_sha256: '',
    scheduled_at: '',
    started_at: '',
    read_at: '',
    published_at: '',
    feishu_ahead_seconds: -900,
    clocks_differ: { text: `our clock is ahead${text}` },
    bookmark: '',
    guarantee: { text: `g${text}` },
  };
}
